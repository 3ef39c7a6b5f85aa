# Compares contingency, trend, stratified and meta.csv with base R and metafor.
#   Rscript Tools/reference/check_tables.R
suppressMessages(library(metafor))
folder <- "Tests/StatisticsTests/Reference/"
read <- function(name) read.csv(paste0(folder, name, ".csv"), comment.char = "#", stringsAsFactors = FALSE)
numbers <- function(text, by = " ") as.numeric(strsplit(as.character(text), by)[[1]])
near <- function(x, y, tolerance, what) {
  if (is.na(y)) return(invisible())
  if (!(abs(x - y) <= tolerance * max(abs(y), 1e-8))) cat("differs:", what, format(x, digits = 12), format(y, digits = 12), "\n")
}
t <- read("contingency")
for (i in seq_len(nrow(t))) {
  m <- matrix(numbers(t$counts[i]), t$rows[i], byrow = TRUE)
  m <- m[rowSums(m) > 0, colSums(m) > 0]
  near(suppressWarnings(chisq.test(m, correct = FALSE)$p.value), t$p[i], 1e-9, "chi-squared")
  near(suppressWarnings(chisq.test(m, correct = FALSE)$residuals[1, 1]), t$residual11[i], 1e-9, "residual")
  near(suppressWarnings(chisq.test(m, correct = FALSE)$stdres[1, 1]), t$adjusted11[i], 1e-9, "adjusted residual")
  if (!is.na(t$fisher[i])) near(fisher.test(m)$p.value, t$fisher[i], 1e-7, "freeman-halton")
}
t <- read("trend")
for (i in seq_len(nrow(t))) {
  x <- prop.trend.test(numbers(t$events[i]), numbers(t$trials[i]), numbers(t$scores[i]))
  near(x$statistic, t$chi[i], 1e-9, "trend")
}
t <- read("stratified")
for (i in seq_len(nrow(t))) {
  s <- sapply(strsplit(t$strata[i], " ")[[1]], function(x) numbers(x, ":"))
  keep <- (s[1, ] + s[2, ] > 0) & (s[3, ] + s[4, ] > 0)
  s <- s[, keep, drop = FALSE]
  or <- rma.mh(measure = "OR", ai = s[1, ], bi = s[2, ], ci = s[3, ], di = s[4, ], level = 100 * t$level[i], correct = FALSE)
  if (!is.na(t$or_lower[i])) {
    near(exp(or$ci.lb), t$or_lower[i], 1e-9, "odds ratio lower")
    near(or$MH, t$cmh[i], 1e-9, "CMH")
    if (ncol(s) > 1) near(or$TA, t$tarone[i], 1e-8, "Tarone")
  }
  rr <- rma.mh(measure = "RR", ai = s[1, ], bi = s[2, ], ci = s[3, ], di = s[4, ], level = 100 * t$level[i])
  if (!is.na(t$rr_lower[i])) near(exp(rr$ci.ub), t$rr_upper[i], 1e-9, "risk ratio upper")
  rd <- rma.mh(measure = "RD", ai = s[1, ], bi = s[2, ], ci = s[3, ], di = s[4, ], level = 100 * t$level[i])
  near(rd$b, t$rd[i], 1e-9, "risk difference")
  # metafor's variance of the risk difference is that of Sato et al. (1989), not of Greenland and Robins (1985).
  if (ncol(s) > 1) {
    a <- array(s[c(1, 3, 2, 4), ], c(2, 2, ncol(s)))
    both <- a[, , apply(a, 3, sum) > 1, drop = FALSE]
    x <- mantelhaen.test(both, correct = TRUE)
    near(x$statistic, t$cmh_corrected[i], 1e-9, "CMH corrected")
  }
}
t <- read("meta")
for (i in seq_len(nrow(t))) {
  y <- numbers(t$y[i]); v <- numbers(t$v[i])
  if (length(y) < 2) next
  method <- c(fixed = "FE", "dersimonian-laird" = "DL", reml = "REML")[[t$model[i]]]
  control <- if (method == "REML") list(threshold = 1e-14, maxiter = 1000) else list()
  x <- rma(y, v, method = method, level = 100 * t$level[i], control = control)
  near(x$tau2, t$tau2[i], 1e-6, paste("tau2", method))
  near(x$b, t$effect[i], 1e-8, "effect")
  near(x$ci.lb, t$z_lower[i], 1e-7, "effect lower")
  near(x$I2 / 100, t$i2[i], 1e-6, paste("I2", method))
  near(x$QE, t$q[i], 1e-9, "Q")
  k <- rma(y, v, method = method, level = 100 * t$level[i], control = control, test = "knha")
  near(k$ci.ub, t$hk_upper[i], 1e-6, "Hartung-Knapp")
}
cat("R", as.character(getRversion()), "metafor", as.character(packageVersion("metafor")), "compared\n")

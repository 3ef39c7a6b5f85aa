# Reference values for Tests/StatisticsTests/Models: Rscript Tools/reference/influence.R (in the root of the repository)
# Residuals and influence of base R's stats for Chung, Schmidt and Witte's recidivism (recid.csv), its first 300 rows. Bins of residuals
# by cut() between the quantiles of fitted values, as Gelman and Hill (2007) describe them.
out <- "Tests/StatisticsTests/Reference"
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#")
recid <- transform(recid, again = 1 - cens, size = 1 + tserved %% 3, rest = educ)[1:300, ]
tight <- glm.control(epsilon = 1e-15, maxit = 200)
fits <- list(
  logistic = glm(again ~ priors + black * alcohol, binomial, recid, control = tight),
  probit = glm(again ~ priors + black, binomial("probit"), recid, control = tight),
  poisson = glm(priors ~ black + drugs + age, poisson, recid, control = tight),
  quasipoisson = glm(priors ~ black + drugs + age, quasipoisson, recid, control = tight),
  gaussian = lm(durat ~ priors + black + age, recid),
  weights = lm(durat ~ priors + black, recid, weights = size),
  trials = glm(cbind(rules, rest) ~ black + age, binomial, subset(recid, rules + rest > 0), control = tight))
rows <- list()
for (case in names(fits)) {
  f <- fits[[case]]
  d <- dfbetas(f); h <- hatvalues(f); n <- length(h)
  some <- sort(unique(c(1:12, order(-cooks.distance(f))[1:8], order(-h)[1:4])))
  rows[[case]] <- data.frame(case = case, row = as.integer(names(h)), fitted = as.numeric(fitted(f)), response = as.numeric(residuals(f, "response")),
    pearson = as.numeric(residuals(f, "pearson")), deviance = as.numeric(if (inherits(f, "glm")) residuals(f, "deviance") else weighted.residuals(f)),
    standardised = as.numeric(rstandard(f)), leverage = as.numeric(h), cook = as.numeric(cooks.distance(f)), first = d[, 1], second = d[, 2], last = d[, ncol(d)],
    place = rank(-cooks.distance(f), ties.method = "min"))[some, ]
}
write <- function(x, file) {
  path <- file.path(out, file); writeLines(paste("# R", getRversion(), "Tools/reference/influence.R"), path)
  num <- sapply(x, is.numeric); x[num] <- lapply(x[num], function(v) ifelse(is.na(v), "NA", sprintf("%.17g", v)))
  suppressWarnings(write.table(x, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
write(do.call(rbind, rows), "influence.csv")
bins <- function(case, f) {
  x <- as.numeric(fitted(f)); r <- as.numeric(residuals(f, "response")); n <- length(x); k <- floor(sqrt(n))
  s <- sort(x); at <- floor(n * (1:(k - 1)) / k)
  breaks <- sapply(at, function(i) if (s[i] < s[i + 1]) (s[i] + s[i + 1]) / 2 else if (s[i] == s[1]) -Inf else (max(s[s < s[i]]) + s[i]) / 2)
  g <- cut(x, unique(c(-Inf, breaks, Inf)))
  part <- split(data.frame(x, r), g)
  data.frame(case = case, fitted = sapply(part, function(p) mean(p$x)), residual = sapply(part, function(p) mean(p$r)), count = sapply(part, nrow),
    limit = sapply(part, function(p) 2 * (if (nrow(p) > 1) sd(p$r) else 0) / sqrt(nrow(p))))
}
# Fitted values of equal rows differ in their last digit in R; here they are one.
same <- function(f) { f$fitted.values <- round(f$fitted.values, 10); f }
write(rbind(bins("logistic", same(fits$logistic)), bins("gaussian", same(fits$gaussian))), "binned-residuals.csv")

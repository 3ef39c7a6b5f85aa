# Compares the tables of intervals.py and parts of tables.py with R and metafor, or with R formulas from the papers.
#   Rscript Tools/reference/check_intervals.R
folder <- "Tests/StatisticsTests/Reference/"
read <- function(name) read.csv(paste0(folder, name, ".csv"), comment.char = "#", stringsAsFactors = FALSE, check.names = FALSE)
numbers <- function(text, by = " ") as.numeric(strsplit(as.character(text), by)[[1]])
compared <- 0
near <- function(x, y, tolerance, what) {
  if (is.na(y)) return(invisible())
  compared <<- compared + 1
  if (!isTRUE(abs(x - y) <= tolerance * max(abs(y), 1e-8))) cat("differs:", what, format(x, digits = 12), format(y, digits = 12), "\n")
}
wilson <- function(k, n, z) (2 * k + z^2 + c(-1, 1) * z * sqrt(z^2 + 4 * k * (n - k) / n)) / (2 * (n + z^2))

t <- read("proportion-limits")
for (i in seq_len(nrow(t))) {
  k <- t$events[i]; n <- t$trials[i]; level <- t$level[i]; tail <- (1 - level) / 2; z <- qnorm(tail, lower.tail = FALSE)
  what <- paste(k, n, level)
  near(binom.test(k, n, conf.level = level)$conf.int[1], t$`clopper-pearson_lower`[i], 1e-7, what)
  near(binom.test(k, n, conf.level = level)$conf.int[2], t$`clopper-pearson_upper`[i], 1e-7, what)
  near(qbeta(tail, k + 0.5, n - k + 0.5), t$jeffreys_lower[i], 1e-7, what)
  near(qbeta(tail, k + 0.5, n - k + 0.5, lower.tail = FALSE), t$jeffreys_upper[i], 1e-9, what)
  near(min(1, k / n + z * sqrt(k / n * (1 - k / n) / n)), t$wald_upper[i], 1e-9, what)
  a <- (k + z^2 / 2) / (n + z^2)
  near(min(1, a + z * sqrt(a * (1 - a) / (n + z^2))), t$`agresti-coull_upper`[i], 1e-9, what)
  near(max(0, a - z * sqrt(a * (1 - a) / (n + z^2))), t$`agresti-coull_lower`[i], 1e-6, what)
  # The limits must have the tail probabilities that define them.
  low <- t$`mid-p_lower`[i]; high <- t$`mid-p_upper`[i]
  if (k > 0) near(dbinom(k, n, low) / 2 + pbinom(k, n, low, lower.tail = FALSE), tail, 1e-8, paste("mid-p", what))
  if (k < n) near(dbinom(k, n, high) / 2 + pbinom(k - 1, n, high), tail, 1e-8, paste("mid-p", what))
  # |p - limit| less 1/(2n) equals z standard errors of the limit.
  low <- t$`wilson-continuity_lower`[i]; high <- t$`wilson-continuity_upper`[i]
  if (low > 0) near(k / n - low - 1 / (2 * n), z * sqrt(low * (1 - low) / n), 1e-6, paste("continuity", what))
  if (high < 1) near(high - k / n - 1 / (2 * n), z * sqrt(high * (1 - high) / n), 1e-6, paste("continuity", what))
}

t <- read("count-limits")
for (i in seq_len(nrow(t))) {
  k <- t$events[i]; level <- t$level[i]; tail <- (1 - level) / 2; what <- paste("count", k, level)
  exact <- poisson.test(k, conf.level = level)$conf.int
  near(exact[1], t$exact_lower[i], 1e-8, what); near(exact[2], t$exact_upper[i], 1e-8, what)
  low <- t$`mid-p_lower`[i]; high <- t$`mid-p_upper`[i]
  if (!is.na(low) && k > 0) near(dpois(k, low) / 2 + ppois(k, low, lower.tail = FALSE), tail, 1e-8, what)
  if (!is.na(high)) near(dpois(k, high) / 2 + ppois(k - 1, high), tail, 1e-8, what)
}

t <- read("poisson-binomial")
for (i in seq_len(nrow(t))) {
  p <- numbers(t$p[i]); law <- 1
  for (x in p) law <- c(law * (1 - x), 0) + c(0, law * x)
  near(law[t$k[i] + 1], t$density[i], 1e-10, "poisson-binomial"); near(sum(law[seq_len(t$k[i] + 1)]), t$lower[i], 1e-10, "poisson-binomial")
}

t <- read("planning")
for (i in seq_len(nrow(t))) {
  x <- t$x[i]; y <- t$y[i]; w <- t$w[i]; alpha <- 1 - t$level[i]; za <- qnorm(1 - alpha / 2); zb <- qnorm(t$power[i])
  size <- switch(t$design[i],
    # Connor (1987), Biometrics 43, 207-211, equation 2.
    "matched-pairs" = (za * sqrt(x + y) + zb * sqrt(x + y - (x - y)^2))^2 / (x - y)^2,
    # Chow et al. (2017), 4.2.2.
    "non-inferiority" = (qnorm(1 - alpha) + zb)^2 * (x * (1 - x) + y * (1 - y)) / (x - y - w)^2,
    # Schoenfeld (1983), Biometrics 39, 499-503.
    "survival" = (za + zb)^2 / (y * (1 - y) * log(x)^2),
    "one-proportion" = ((za * sqrt(x * (1 - x)) + zb * sqrt(y * (1 - y))) / (x - y))^2)
  near(size, t$size[i], 1e-9, t$design[i])
}

t <- read("paired-difference")
for (i in seq_len(nrow(t))) {
  e <- as.numeric(t$both[i]); f <- t$first[i]; g <- t$second[i]; h <- as.numeric(t$neither[i]); n <- e + f + g + h
  z <- qnorm((1 + t$level[i]) / 2); one <- wilson(e + f, n, z); two <- wilson(e + g, n, z)
  m <- prod(e + f, g + h, e + g, f + h); d <- e * h - f * g
  phi <- if (m == 0) 0 else (if (d > n / 2) d - n / 2 else if (d >= 0) 0 else d) / sqrt(m)
  a <- (e + f) / n - one[1]; b <- two[2] - (e + g) / n
  near((f - g) / n - sqrt(a^2 - 2 * phi * a * b + b^2), t$limit_lower[i], 1e-9, "paired lower")
  a <- (e + g) / n - two[1]; b <- one[2] - (e + f) / n
  near((f - g) / n + sqrt(a^2 - 2 * phi * a * b + b^2), t$limit_upper[i], 1e-9, "paired upper")
}

t <- read("rank-pairs")
for (i in seq_len(nrow(t))) {
  f <- function(x) dgamma(x, t$observed[i] + 0.5, t$expected[i]) * pgamma(x, t$other[i] + 0.5, t$otherExpected[i])
  middle <- (t$observed[i] + 0.5) / t$expected[i]
  value <- integrate(f, 0, middle, rel.tol = 1e-10)$value + integrate(f, middle, Inf, rel.tol = 1e-10)$value
  near(value, t$probability[i], 1e-6, "rank pair")
}

# Greenland and Robins (1985), Biometrics 41, 55-68: the variance of the Mantel-Haenszel risk difference.
t <- read("stratified")
for (i in seq_len(nrow(t))) {
  s <- sapply(strsplit(t$strata[i], " ")[[1]], function(x) numbers(x, ":"))
  s <- s[, (s[1, ] + s[2, ] > 0) & (s[3, ] + s[4, ] > 0), drop = FALSE]
  m <- s[1, ] + s[2, ]; n <- s[3, ] + s[4, ]; total <- m + n
  weight <- sum(m * n / total)
  difference <- sum((s[1, ] * n - s[3, ] * m) / total) / weight
  variance <- sum((s[1, ] * s[2, ] * n^3 + s[3, ] * s[4, ] * m^3) / (m * n * total^2)) / weight^2
  half <- qnorm((1 + t$level[i]) / 2) * sqrt(variance)
  near(max(-1, difference - half), t$rd_lower[i], 1e-9, "risk difference lower")
  near(min(1, difference + half), t$rd_upper[i], 1e-9, "risk difference upper")
}

suppressMessages(library(metafor))
t <- read("meta")
for (i in seq_len(nrow(t))) {
  y <- numbers(t$y[i]); v <- numbers(t$v[i])
  if (length(y) < 3) next
  method <- c(fixed = "FE", "dersimonian-laird" = "DL", reml = "REML")[[t$model[i]]]
  x <- rma(y, v, method = method, control = if (method == "REML") list(threshold = 1e-14, maxiter = 1000) else list())
  half <- qt((1 + t$level[i]) / 2, length(y) - 2) * sqrt(x$tau2 + x$se^2)
  near(x$b - half, t$pi_lower[i], 1e-6, "prediction lower"); near(x$b + half, t$pi_upper[i], 1e-6, "prediction upper")
}

t <- read("funnel")
for (i in seq_len(nrow(t))) {
  limit <- function(p) {
    r <- qbinom(p, t$n[i], t$target[i])
    (r - (pbinom(r, t$n[i], t$target[i]) - p) / dbinom(r, t$n[i], t$target[i])) / t$n[i]
  }
  tail <- (1 - t$level[i]) / 2
  near(min(1, max(0, limit(tail))), t$lower[i], 1e-7, "funnel lower")
  near(min(1, max(0, limit(1 - tail))), t$upper[i], 1e-7, "funnel upper")
}

# Dobson et al. (1991), Statistics in Medicine 10, 457-462, on Byar's limits.
t <- read("standardisation")
for (i in seq_len(nrow(t))) {
  k <- numbers(t$events[i]); n <- numbers(t$population[i]); w <- numbers(t$standard[i]); z <- qnorm((1 + t$level[i]) / 2)
  rate <- sum(w * k / n) / sum(w); o <- sum(k); scale <- sqrt(sum((w / n / sum(w))^2 * k) / o)
  near(rate, t$rate[i], 1e-10, "standardised rate")
  near(max(0, rate + scale * (o * (1 - 1 / (9 * o) - z / (3 * sqrt(o)))^3 - o)), t$byar_lower[i], 1e-9, "Dobson lower")
  near(rate + scale * ((o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * sqrt(o + 1)))^3 - o), t$byar_upper[i], 1e-9, "Dobson upper")
}
cat("R", as.character(getRversion()), "metafor", as.character(packageVersion("metafor")), compared, "numbers compared\n")

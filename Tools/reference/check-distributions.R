# Compares Reference/distributions.csv, which mpmath wrote, with R, and prints the largest relative difference of each.
# Usage: Rscript check-distributions.R FILE
table <- read.csv(commandArgs(TRUE)[1], comment.char = "#", colClasses = c(c = "character"))
tails <- list(
  normal = function(r) c(dnorm(r$x), pnorm(r$x), pnorm(-r$x)),
  gamma = function(r) c(dgamma(r$x, r$a), pgamma(r$x, r$a), pgamma(r$x, r$a, lower.tail = FALSE)),
  "chi-squared" = function(r) c(dchisq(r$x, r$a), pchisq(r$x, r$a), pchisq(r$x, r$a, lower.tail = FALSE)),
  beta = function(r) c(dbeta(r$x, r$a, r$b), pbeta(r$x, r$a, r$b), pbeta(r$x, r$a, r$b, lower.tail = FALSE)),
  t = function(r) c(dt(r$x, r$a), pt(r$x, r$a), pt(r$x, r$a, lower.tail = FALSE)),
  f = function(r) c(df(r$x, r$a, r$b), pf(r$x, r$a, r$b), pf(r$x, r$a, r$b, lower.tail = FALSE)),
  binomial = function(r) c(dbinom(r$x, r$a, r$b), pbinom(r$x, r$a, r$b), pbinom(r$x, r$a, r$b, lower.tail = FALSE)),
  poisson = function(r) c(dpois(r$x, r$a), ppois(r$x, r$a), ppois(r$x, r$a, lower.tail = FALSE)),
  "negative-binomial" = function(r) c(dnbinom(r$x, r$a, r$b), pnbinom(r$x, r$a, r$b), pnbinom(r$x, r$a, r$b, lower.tail = FALSE)),
  hypergeometric = function(r) { n <- as.numeric(r$c)
    c(dhyper(r$x, r$a, r$b, n), phyper(r$x, r$a, r$b, n), phyper(r$x, r$a, r$b, n, lower.tail = FALSE)) })
for (name in names(tails)) {
  rows <- table[table$distribution == name, ]
  worst <- 0
  for (i in seq_len(nrow(rows))) {
    reference <- as.numeric(rows[i, c("density", "lower", "upper")])
    worst <- max(worst, abs(tails[[name]](rows[i, ]) / reference - 1)[!is.na(reference) & reference > 1e-300])
  }
  cat(sprintf("%-18s %4d rows, largest relative difference %.1e\n", name, nrow(rows), worst))
}

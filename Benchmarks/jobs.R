# The jobs of StatisticsBenchmarks in R, each the fastest way that base R has.
i <- 0:999999
trials <- 20 + (i * 37) %% 481
events <- (i * 7919) %% (trials + 1)

wilson <- function() {
  z <- qnorm(0.975); p <- events / trials; shrink <- 1 + z^2 / trials
  centre <- (p + z^2 / (2 * trials)) / shrink
  half <- z / shrink * sqrt(p * (1 - p) / trials + z^2 / (4 * trials^2))
  c(centre - half, centre + half)
}
clopper <- function() {
  c(qbeta(0.025, events, trials - events + 1), qbeta(0.975, events + 1, trials - events))
}
fisher <- function() {
  total <- 0
  for (i in 0:19999) {
    people <- 30 + (i * 17) %% 71; others <- 40 + (i * 11) %% 61
    a <- (i * 31) %% (people + 1); c <- (i * 29) %% (others + 1)
    total <- total + fisher.test(matrix(c(a, c, people - a, others - c), 2), conf.int = FALSE)$p.value
  }
  total
}
bootstrap <- function() {
  exposed <- rep(c(1, 0), c(16000, 34000)); unexposed <- rep(c(1, 0), c(14000, 36000))
  set.seed(1)
  ratios <- replicate(200, mean(sample(exposed, replace = TRUE)) / mean(sample(unexposed, replace = TRUE)))
  diff(quantile(ratios, c(0.025, 0.975), names = FALSE))
}
binomial <- function() {
  set.seed(1)
  ratios <- rbinom(10000, 50000, 0.32) / rbinom(10000, 50000, 0.28)
  diff(quantile(ratios, c(0.025, 0.975), names = FALSE))
}
jobs <- list(
  list("wilson", wilson, 1), list("clopper-pearson", clopper, 1), list("fisher", fisher, 50),
  list("bootstrap", bootstrap, 50), list("bootstrap-binomial", binomial, 1))
for (job in jobs) {
  time <- system.time(check <- job[[2]]())[["elapsed"]]
  cat(sprintf("%s,%.9g,%.15g\n", job[[1]], max(time, 0.001) * job[[3]], sum(check)))
}

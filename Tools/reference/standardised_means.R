# Average predictions over the people of a base, by R's glm and the delta method written out.
#
#   Rscript Tools/reference/standardised_means.R Tests/StatisticsTests/Reference
out <- commandArgs(trailingOnly = TRUE)[1]
set.seed(33)
n <- 900
people <- data.frame(
  period = sample(c("a", "b", "c"), n, TRUE), sex = sample(c("f", "m"), n, TRUE, c(0.2, 0.8)),
  age = sample(18:60, n, TRUE))
eta <- 0.2 - 0.03 * people$age + 0.4 * (people$sex == "m") - 0.3 * (people$period == "c")
people$reoffended <- rbinom(n, 1, plogis(eta))
version <- paste("# R", getRversion(), "glm, Tools/reference/standardised_means.R")
file <- file(file.path(out, "standardised-people.csv"), "w")
writeLines(version, file)
write.csv(people, file, row.names = FALSE, quote = FALSE)
close(file)
fit <- glm(reoffended ~ period + sex + age, binomial, people, epsilon = 1e-14)
v <- vcov(fit)
rows <- list()
average <- function(period, base) {
  at <- people[people$period == base, ]
  at$period <- factor(period, levels = c("a", "b", "c"))
  x <- model.matrix(~ period + sex + age, at)
  p <- plogis(as.numeric(x %*% coef(fit)))
  list(mean = mean(p), gradient = colMeans(x * p * (1 - p)))
}
z <- qnorm(0.975)
for (base in c("a", "b")) for (period in c("a", "b", "c")) {
  own <- average(period, base)
  reference <- average(base, base)
  difference <- own$mean - reference$mean
  gradient <- own$gradient - reference$gradient
  error <- sqrt(as.numeric(t(own$gradient) %*% v %*% own$gradient))
  spread <- sqrt(as.numeric(t(gradient) %*% v %*% gradient))
  rows[[length(rows) + 1]] <- c(base = base, period = period, sapply(
    c(mean = own$mean, lower = own$mean - z * error, upper = own$mean + z * error, difference = difference,
      below = difference - z * spread, above = difference + z * spread), function(x) sprintf("%.17g", x)))
}
file <- file(file.path(out, "standardised-means.csv"), "w")
writeLines(version, file)
write.csv(as.data.frame(do.call(rbind, rows)), file, row.names = FALSE, quote = FALSE)
close(file)

# The job in R: Rscript job.R FILE OUT rows|collapsed|sparse
# rows: data.table and glm on all rows. collapsed: glm on identical rows counted together. sparse: Newton's method by hand
# on a sparse matrix of the collapsed rows, the fastest way found.
suppressMessages({library(data.table); library(Matrix)})
arguments <- commandArgs(TRUE)
people <- fread(arguments[1], stringsAsFactors = TRUE)

z <- qnorm(0.975)
groups <- people[, .(n = .N, observed = sum(reoffended), expected = sum(predicted),
  variance = sum(predicted * (1 - predicted))), by = area]
groups[, `:=`(rate = observed / n, z = (observed - expected) / sqrt(variance))]
groups[, centre := (rate + z^2 / (2 * n)) / (1 + z^2 / n)]
groups[, half := z / (1 + z^2 / n) * sqrt(rate * (1 - rate) / n + z^2 / (4 * n^2))]
for (factor in c("accommodation", "employment", "drugs", "alcohol")) {
  counts <- people[, .(n = .N, events = sum(reoffended)), keyby = factor]
  risk <- counts$events / counts$n
  invisible(prop.test(counts$events, counts$n))
  difference <- risk[2] - risk[1]
}

formula <- ~ area + quarter + age_band + offence + previous_offences + accommodation + employment + drugs + alcohol
tight <- glm.control(epsilon = if (arguments[3] == "rows") 1e-14 else 1e-14, maxit = 50)
if (arguments[3] == "rows") {
  fit <- glm(update(formula, reoffended ~ .), binomial, people, control = tight, model = FALSE, y = FALSE)
  result <- coef(summary(fit))[, 1:2]
} else {
  names <- all.vars(formula)
  cells <- people[, .(n = .N, events = sum(reoffended)), by = names]
  rm(people)
  if (arguments[3] == "collapsed") {
    fit <- glm(update(formula, cbind(events, n - events) ~ .), binomial, cells, control = tight, model = FALSE, y = FALSE)
    result <- coef(summary(fit))[, 1:2]
  } else {
    x <- sparse.model.matrix(formula, cells)
    beta <- numeric(ncol(x))
    beta[1] <- qlogis(sum(cells$events) / sum(cells$n))
    for (step in 1:50) {
      p <- plogis(as.vector(x %*% beta))
      information <- crossprod(x * sqrt(cells$n * p * (1 - p)))
      score <- as.vector(crossprod(x, cells$events - cells$n * p))
      change <- as.vector(solve(information, score))
      beta <- beta + change
      if (sum(change * score) < 1e-14) break
    }
    result <- cbind(beta, sqrt(diag(solve(information))))
    rownames(result) <- colnames(x)
  }
}
write.table(result, arguments[2], sep = ",", col.names = FALSE, quote = TRUE)

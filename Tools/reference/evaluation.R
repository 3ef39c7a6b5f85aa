# Reference values for Tests/StatisticsTests/Evaluation: Rscript Tools/reference/evaluation.R (in the root of the repository)
suppressMessages(library(pROC))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
tight <- glm.control(epsilon = 1e-14, maxit = 100)
y <- rossi$arrest
# Predictions by formulas that another program can repeat to the last digit but one.
p <- cbind(a = plogis(-0.4 - 0.05 * (rossi$age - 20) + 0.1 * rossi$prio), b = plogis(-1.2 + 0.1 * rossi$prio), c = (rossi$prio + 1) / 20)
hoslem <- function(y, p, g = 10) {
  cut <- cut(p, unique(quantile(p, seq(0, 1, 1 / g))), include.lowest = TRUE)
  o <- tapply(y, cut, sum); e <- tapply(p, cut, sum); n <- tapply(p, cut, length)
  c(sum((o - e)^2 / (e * (1 - e / n))), length(n))
}
rows <- lapply(colnames(p), function(k) {
  q <- p[, k]; r <- roc(y, q, quiet = TRUE, direction = "<"); ci <- ci.auc(r)
  large <- glm(y ~ 1 + offset(qlogis(q)), binomial, control = tight)
  cal <- glm(y ~ qlogis(q), binomial, control = tight)
  large <- update(large, start = coef(large)); cal <- update(cal, start = coef(cal))
  h <- hoslem(y, q)
  t <- roc.test(r, roc(y, p[, if (k == "a") "b" else "a"], quiet = TRUE, direction = "<"), method = "delong")
  data.frame(prediction = k, auc = as.numeric(auc(r)), error = sqrt(var(r)), lower = ci[1], upper = ci[3],
    comparison_z = as.numeric(t$statistic), comparison_p = t$p.value, brier = mean((y - q)^2),
    large = coef(large)[1], large_error = sqrt(vcov(large)[1, 1]), intercept = coef(cal)[1], slope = coef(cal)[2],
    slope_error = sqrt(vcov(cal)[2, 2]), hoslem = h[1], groups = h[2],
    hoslem_p = pchisq(h[1], h[2] - 2, lower.tail = FALSE))
})
f <- file.path(out, "evaluation.csv")
writeLines(paste("# R", getRversion(), "pROC", packageVersion("pROC"), "Tools/reference/evaluation.R"), f)
d <- do.call(rbind, rows); num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) sprintf("%.17g", x))
suppressWarnings(write.table(d, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

# Writes Tests/AuditTests/Reference/statcheck.csv: reported tests and what statcheck says of their p-values.
#   Rscript Tools/reference/statcheck.R > Tests/AuditTests/Reference/statcheck.csv
suppressMessages(library(statcheck))
set.seed(20)
cases <- do.call(rbind, lapply(seq_len(400), function(i) {
  test <- sample(c("t", "F", "chi2", "r", "Z", "Q"), 1)
  df1 <- switch(test, F = sample(1:6, 1), chi2 = sample(1:9, 1), Q = sample(2:20, 1), NA)
  df2 <- switch(test, t = sample(5:200, 1), F = sample(8:200, 1), r = sample(8:200, 1), NA)
  places <- sample(1:3, 1)
  value <- switch(test, t = runif(1, 0.5, 4), F = runif(1, 0.5, 9), chi2 = df1 + runif(1, 0, 15),
    r = runif(1, 0.05, 0.6), Z = runif(1, 0.5, 4), Q = df1 + runif(1, 0, 20))
  if (test %in% c("t", "r", "Z") && runif(1) < 0.3) value <- -value
  if (test == "r") places <- max(2, places)
  value <- round(value, places)
  p <- switch(test, t = 2 * pt(-abs(value), df2), F = pf(value, df1, df2, lower.tail = FALSE),
    chi2 = pchisq(value, df1, lower.tail = FALSE), Q = pchisq(value, df1, lower.tail = FALSE),
    Z = 2 * pnorm(-abs(value)), r = 2 * pt(-abs(value * sqrt(df2 / (1 - value^2))), df2))
  slip <- sample(c("none", "none", "half", "double", "off", "random"), 1)
  p <- switch(slip, none = p, half = p / 2, double = min(0.99, 2 * p), off = min(0.99, p + sample(c(0.003, 0.01), 1)),
    random = runif(1, 0.001, 0.2))
  comparison <- sample(c("=", "=", "=", "<", ">"), 1)
  decimals <- sample(2:4, 1)
  reported <- if (comparison == "=") round(p, decimals) else sample(c(0.05, 0.01, 0.001), 1)
  if (comparison != "=") decimals <- if (reported == 0.001) 3 else 2
  data.frame(test, df1, df2, statistic = formatC(value, digits = places, format = "f"), comparison,
    p = formatC(reported, digits = decimals, format = "f"))
}))
text <- with(cases, paste0("Result: ", test,
  ifelse(test == "Z", "", paste0("(", ifelse(test == "F", paste0(df1, ", "), ""),
    ifelse(test %in% c("chi2", "Q"), df1, df2), ifelse(test == "chi2", ", N = 90", ""), ")")),
  " = ", statistic, ", p ", comparison, " ", sub("^0", "", p)))
found <- as.data.frame(suppressMessages(statcheck(text, messages = FALSE)))
rows <- as.integer(found$source)
cases <- cbind(cases[rows, ], error = found$error, decision_error = found$decision_error,
  computed = sprintf("%.12g", found$computed_p))
cat(sprintf("# statcheck %s, R %s: Tools/reference/statcheck.R\n", packageVersion("statcheck"), getRversion()))
write.csv(cases, row.names = FALSE, quote = FALSE)

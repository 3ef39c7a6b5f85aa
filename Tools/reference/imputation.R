# Reference values for Rubin's rules: Rscript Tools/reference/imputation.R (in the root of the repository)
suppressMessages(library(mice))
cases <- list(list(c(1.2, 1.5, 0.9, 1.1, 1.4), c(.04, .05, .045, .042, .048), 100), list(c(-.3, -.2, -.25), c(.01, .012, .011), Inf),
  list(c(2, 2.0001), c(.5, .5), 20))
rows <- lapply(seq_along(cases), function(i) { x <- cases[[i]]
  p <- pool.scalar(x[[1]], x[[2]], n = x[[3]], k = 0)
  data.frame(case = i, estimates = paste(x[[1]], collapse = "|"), variances = paste(x[[2]], collapse = "|"), complete = x[[3]],
    estimate = p$qbar, total = p$t, df = p$df, fmi = p$fmi) })
d <- do.call(rbind, rows); num <- c("estimate", "total", "df", "fmi"); d[num] <- lapply(d[num], function(v) sprintf("%.17g", v))
f <- "Tests/StatisticsTests/Reference/rubin.csv"
writeLines(paste("# R", getRversion(), "mice", packageVersion("mice"), "Tools/reference/imputation.R"), f)
suppressWarnings(write.table(d, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

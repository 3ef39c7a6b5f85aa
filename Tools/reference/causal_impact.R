# Series of which packages for causal impact print results: Rscript Tools/reference/causal_impact.R (in the root of the repository).
# "guide" is the example of the guide of CausalImpact, "article" that of a page of CausalInvestData; both are drawn with R's own functions.
out <- "Tests/StatisticsTests/Reference/causal-impact.csv"
set.seed(1)
x <- 100 + arima.sim(model = list(ar = 0.999), n = 100); y <- 1.2 * x + rnorm(100); y[71:100] <- y[71:100] + 10
guide <- data.frame(case = "guide", y = as.numeric(y), x = as.numeric(x))
set.seed(101)
x <- arima.sim(model = list(order = c(1, 0, 0), ar = 0.8), n = 100); y <- x + rnorm(100, 0, 0.5); y[71:100] <- y[71:100] + 2
article <- data.frame(case = "article", y = as.numeric(y), x = as.numeric(x))
rows <- rbind(guide, article)
for (name in c("y", "x")) rows[[name]] <- sprintf("%.17g", rows[[name]])
writeLines(paste("# R", getRversion(), "Tools/reference/causal_impact.R"), out)
suppressWarnings(write.table(rows, out, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

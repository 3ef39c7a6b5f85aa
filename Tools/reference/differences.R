# Difference in differences of proportions: lm with an interaction, Wilson limits squared and added, and the test of equal
# gaps before.
#
#   Rscript Tools/reference/differences.R Tests/ReoffendingTests/Reference
out <- commandArgs(trailingOnly = TRUE)[1]
wilson <- function(x, n) as.numeric(suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int)
cases <- list(
  plain = c(300, 1000, 240, 1000, 280, 900, 275, 920), small = c(9, 40, 4, 44, 12, 35, 13, 39),
  rise = c(100, 400, 160, 410, 200, 800, 205, 790))
rows <- list()
for (name in names(cases)) {
  x <- cases[[name]]
  k <- x[c(1, 3, 5, 7)]; n <- x[c(2, 4, 6, 8)]; p <- k / n
  people <- data.frame(
    y = unlist(mapply(function(k, n) rep(1:0, c(k, n - k)), k, n)), treated = rep(c(1, 1, 0, 0), n), after = rep(c(0, 1, 0, 1), n))
  fit <- lm(y ~ treated * after, people)
  change <- function(a, b) {
    one <- wilson(k[a], n[a]); two <- wilson(k[b], n[b])
    d <- p[b] - p[a]
    c(d, d - sqrt((p[b] - two[1])^2 + (one[2] - p[a])^2), d + sqrt((two[2] - p[b])^2 + (p[a] - one[1])^2))
  }
  t <- change(1, 2); u <- change(3, 4)
  d <- coef(fit)[["treated:after"]]
  z <- d / sqrt(sum(p * (1 - p) / n))
  rows[[name]] <- c(case = name, counts = paste(x, collapse = " "), sapply(c(
    effect = d, lower = d - sqrt((t[1] - t[2])^2 + (u[3] - u[1])^2), upper = d + sqrt((t[3] - t[1])^2 + (u[1] - u[2])^2),
    p = 2 * pnorm(-abs(z))), function(v) sprintf("%.17g", v)))
}
file <- file(file.path(out, "differences.csv"), "w")
writeLines(paste("# R", getRversion(), "with stats, Tools/reference/differences.R"), file)
write.csv(as.data.frame(do.call(rbind, rows)), file, row.names = FALSE, quote = FALSE)
close(file)

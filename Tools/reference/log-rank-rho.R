# Reference values for Tests/StatisticsTests/Survival: Rscript Tools/reference/log-rank-rho.R (in the root of the repository)
# Log-rank tests weighted by a power of the share left, by survival's survdiff. Data: Rossi, Berk and Lenihan's arrests (rossi.csv).
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#")
rossi$band <- cut(rossi$age, c(0, 20, 25, 30, Inf))
rows <- list()
for (rho in c(0, 0.5, 1, 2.5)) for (strata in c("none", "race")) {
  rossi$z <- if (strata == "race") rossi$race else "all"
  formula <- if (strata == "race") Surv(week, arrest) ~ band + strata(z) else Surv(week, arrest) ~ band
  rows[[paste(rho, strata)]] <- data.frame(rho = rho, strata = strata, chisq = sprintf("%.17g", survdiff(formula, rossi, rho = rho)$chisq))
}
path <- file.path(out, "log-rank-rho.csv")
writeLines(paste("# R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/log-rank-rho.R"), path)
suppressWarnings(write.table(do.call(rbind, rows), path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

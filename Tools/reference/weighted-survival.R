# Reference values for Tests/StatisticsTests/Survival: Rscript Tools/reference/weighted-survival.R (in the root of the repository)
# Curves, mean times and tests of a sample with weights: survfit, its residuals and coxph's robust score test of R's survival. Data: Rossi, Berk and
# Lenihan's arrests (rossi.csv), with weights and late entries made of the row numbers.
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#")
n <- nrow(rossi)
rossi$weight <- 0.5 + (seq_len(n) * 7) %% 11 / 4
rossi$late <- ifelse(seq_len(n) %% 4 == 0, pmax(0, rossi$week - 15), 0)
rossi$band <- cut(rossi$age, c(0, 20, 25, 30, Inf), labels = FALSE) - 1
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/weighted-survival.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
curves <- list(); means <- list(); tests <- list()
for (late in c(0, 1)) {
  rossi$entry <- late * rossi$late
  s <- survfit(Surv(entry, week, arrest) ~ 1, rossi, weights = weight, robust = TRUE, id = seq_len(n), conf.type = "log-log"); k <- s$n.event > 0
  curves[[length(curves) + 1]] <- data.frame(late = late, time = s$time[k], at_risk = s$n.risk[k], events = s$n.event[k], survival = s$surv[k],
    error = (if (s$logse) s$surv * s$std.err else s$std.err)[k], lower = s$lower[k], upper = s$upper[k])
  for (until in c(20, 41.5, 52)) {
    r <- residuals(s, times = until, type = "rmst", weighted = TRUE)
    t <- c(0, s$time[s$time < until], until)
    means[[length(means) + 1]] <- data.frame(late = late, until = until, mean = sum(diff(t) * c(1, s$surv[s$time < until])), error = sqrt(sum(r^2)))
  }
  for (groups in c("fin", "band")) for (strata in c(0, 1)) {
    rossi$g <- factor(rossi[[groups]])
    formula <- if (strata == 1) Surv(entry, week, arrest) ~ g + strata(race) else Surv(entry, week, arrest) ~ g
    tests[[length(tests) + 1]] <- data.frame(late = late, groups = groups, strata = strata,
      statistic = coxph(formula, rossi, weights = weight, cluster = seq_len(n), ties = "breslow")$rscore)
  }
}
save_table(do.call(rbind, curves), "weighted-curves.csv")
save_table(do.call(rbind, means), "weighted-means.csv")
save_table(do.call(rbind, tests), "weighted-tests.csv")

# Reference values for Tests/StatisticsTests/Survival: Rscript Tools/reference/exact-ties.R (in the root of the repository)
# Cox's exact likelihood of ties, by survival's coxph. Data: Rossi, Berk and Lenihan's arrests (rossi.csv), in weeks and in months.
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#")
rossi <- transform(rossi, month = ceiling(week / 4), late = (seq_along(week) %% 5 == 0) * pmin(3, week - 1))
control <- coxph.control(eps = 1e-14, iter.max = 60, toler.chol = 1e-16)
fits <- list(
  weeks = coxph(Surv(week, arrest) ~ fin + age + prio, rossi, ties = "exact", control = control),
  months = coxph(Surv(month, arrest) ~ fin + age + prio + race, rossi, ties = "exact", control = control),
  strata = coxph(Surv(month, arrest) ~ fin + age + strata(race), rossi, ties = "exact", control = control),
  # With entries coxph would go through all sets one by one: the same by a stratum for each time, of those at risk then.
  late = coxph(Surv(one, case) ~ fin + age + strata(at), do.call(rbind, lapply(sort(unique(rossi$week[rossi$arrest == 1])), function(w)
    transform(subset(rossi, late < w & week >= w), at = w, one = 1, case = arrest * (week == w)))), ties = "exact", control = control))
rows <- do.call(rbind, lapply(names(fits), function(case) {
  f <- fits[[case]]
  data.frame(case = case, term = names(coef(f)), estimate = coef(f), error = sqrt(diag(vcov(f))), logLik = f$loglik[2], null = f$loglik[1],
    score = f$score)
}))
num <- sapply(rows, is.numeric); rows[num] <- lapply(rows[num], function(v) sprintf("%.17g", v))
path <- file.path(out, "exact-ties.csv")
writeLines(paste("# R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/exact-ties.R"), path)
suppressWarnings(write.table(rows, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

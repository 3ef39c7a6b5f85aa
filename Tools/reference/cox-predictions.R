# Shares without the event that Cox models predict: Rscript Tools/reference/cox-predictions.R (in the root of the repository); survfit of
# R's survival.
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
rossi$late <- ifelse(seq_len(nrow(rossi)) %% 4 == 0, pmax(0, rossi$week - 15), 0); rossi$copies <- 1 + seq_len(nrow(rossi)) %% 3
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/cox-predictions.R")
new <- data.frame(fin = c("yes", "no", "no"), age = c(20, 35, 24), prio = c(0, 9, 3), race = c("black", "other", "black"), mar = "married")
rows <- NULL
for (ties in c("efron", "breslow")) for (model in c("plain", "interaction", "strata", "late", "copies", "cluster")) {
  m <- switch(model,
    plain = coxph(Surv(week, arrest) ~ fin + age + prio, rossi, ties = ties),
    interaction = coxph(Surv(week, arrest) ~ fin * age + log1p(prio), rossi, ties = ties),
    strata = coxph(Surv(week, arrest) ~ fin + age + strata(race), rossi, ties = ties),
    late = coxph(Surv(late, week, arrest) ~ fin + age, rossi, ties = ties),
    copies = coxph(Surv(week, arrest) ~ fin + age, rossi, weights = copies, ties = ties, robust = FALSE),
    cluster = coxph(Surv(week, arrest) ~ fin + age, rossi, cluster = educ, ties = ties))
  for (transform in c("log-log", "log", "plain", "arcsine")) {
    for (i in 1:3) for (t in c(1, 10.5, 30, 52)) {
      s <- survfit(m, newdata = new[i, ], conf.type = if (transform == "arcsine") "arcsin" else transform)
      one <- summary(s, times = t, extend = TRUE)
      rows <- rbind(rows, data.frame(ties = ties, model = model, transform = transform, row = i, time = t, share = c(one$surv), lower = c(one$lower),
        upper = c(one$upper)))
    }
  }
}
file <- file.path(out, "cox-predictions.csv"); writeLines(paste("#", tools), file)
num <- sapply(rows, is.numeric); rows[num] <- lapply(rows[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
suppressWarnings(write.table(rows, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

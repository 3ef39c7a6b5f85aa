# Curves of people who came under observation late: Rscript Tools/reference/delayed-entry.R (in the root of the repository); survfit of R's
# survival, and the log-rank test by its definition, which survdiff has without late entry only.
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
rossi$late <- ifelse(seq_len(nrow(rossi)) %% 4 == 0, pmax(0, rossi$week - 15), 0)
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/delayed-entry.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
s <- survfit(Surv(late, week, arrest) ~ 1, rossi, conf.type = "log-log"); k <- s$n.event > 0
save_table(data.frame(time = s$time[k], at_risk = s$n.risk[k], events = s$n.event[k], survival = s$surv[k], lower = s$lower[k], upper = s$upper[k]),
  "delayed-entry.csv")
test <- function(time, entry, event, group) {
  o <- 0; e <- 0; v <- 0
  for (t in sort(unique(time[event == 1]))) {
    r <- entry < t & time >= t; n <- sum(r); n1 <- sum(r & group == 1); d <- sum(r & time == t & event == 1)
    o <- o + sum(r & time == t & event == 1 & group == 1); e <- e + d * n1 / n
    if (n > 1) v <- v + d * n1 / n * (1 - n1 / n) * (n - d) / (n - 1)
  }
  (o - e)^2 / v
}
g <- as.numeric(rossi$fin == "yes")
stopifnot(abs(test(rossi$week, 0 * rossi$week, rossi$arrest, g) - survdiff(Surv(week, arrest) ~ fin, rossi)$chisq) < 1e-9)
save_table(data.frame(statistic = test(rossi$week, rossi$late, rossi$arrest, g)), "delayed-entry-test.csv")

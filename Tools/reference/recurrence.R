# Reference values for repeated events, Gray's test and two-way clusters: Rscript Tools/reference/recurrence.R (in the root
# of the repository). Mean cumulative functions: survfit with id (standard error by the infinitesimal jackknife), and once more
# summed literally; test: the robust score of coxph; Gray: cmprsk; clusters: sandwich::vcovCL.
suppressMessages({ library(survival); library(cmprsk); library(sandwich) })
out <- "Tests/StatisticsTests/Reference"
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "cmprsk", packageVersion("cmprsk"), "sandwich",
  packageVersion("sandwich"), "Tools/reference/recurrence.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
b <- read.csv(file.path(out, "bladder.csv"), comment.char = "#")
mcf <- do.call(rbind, lapply(1:2, function(g) {
  d <- subset(b, rx == g); s <- survfit(Surv(start, stop, event) ~ 1, d, id = id); k <- s$n.event > 0
  own <- t(sapply(s$time[k], function(t) {
    times <- sort(unique(d$stop[d$event == 1 & d$stop <= t])); n <- sapply(times, function(u) sum(d$start < u & d$stop >= u))
    e <- sapply(times, function(u) sum(d$event[d$stop == u])); share <- sapply(unique(d$id), function(i) {
      p <- d[d$id == i, ]; sum(sapply(seq_along(times), function(j) {
        at <- any(p$start < times[j] & p$stop >= times[j]); (sum(p$event[p$stop == times[j]]) - at * e[j] / n[j]) / n[j] })) })
    c(sum(e / n), sqrt(sum(share^2))) }))
  stopifnot(max(abs(own[, 1] - s$cumhaz[k])) < 1e-12)
  cat("group", g, "largest difference from survfit's error", max(abs(own[, 2] - s$std.chaz[k])), "\n")
  data.frame(group = g, time = s$time[k], at_risk = s$n.risk[k], events = s$n.event[k], mean = own[, 1], error = own[, 2])
}))
save_table(mcf, "mean-cumulative.csv")
b$size3 <- cut(b$size, c(0, 1, 3, 9), labels = FALSE) - 1; b$rx0 <- b$rx - 1
tests <- do.call(rbind, lapply(c("rx0", "size3"), function(v) {
  m <- coxph(as.formula(sprintf("Surv(start, stop, event) ~ factor(%s)", v)), b, cluster = id, ties = "breslow")
  data.frame(groups = v, statistic = m$rscore, df = length(coef(m)))
}))
save_table(tests, "recurrence-tests.csv")
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#")[1:400, ]
cause <- ifelse(recid$cens == 1, 0, ifelse(recid$drugs == 1, 2, 1)); third <- recid$age %% 3
gray <- do.call(rbind, lapply(list(black = recid$black, third = third), function(g) {
  t <- cuminc(recid$durat, cause, g)$Tests; data.frame(cause = 1:2, statistic = t[, 1], df = t[, 3], p_value = t[, 2])
}))
gray$groups <- sub("\\..*", "", rownames(gray)); save_table(gray, "gray.csv")
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
m <- glm(arrest ~ fin + age, binomial, rossi, control = list(epsilon = 1e-15, maxit = 100))
p <- glm(arrest ~ age + prio, poisson, rossi, control = list(epsilon = 1e-15, maxit = 100))
two <- function(m, x, y) sqrt(diag(vcovCL(m, list(x, y))))
save_table(rbind(
  data.frame(model = "logistic", index = 0:2, error = two(m, rossi$prio, rossi$educ)),
  data.frame(model = "poisson", index = 0:2, error = two(p, rossi$educ, rossi$week))), "two-way-clusters.csv")

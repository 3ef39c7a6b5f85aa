# Reference values for Cox's model with start-stop rows, late entry, weights, clusters, covariates over time and repeated
# events: Rscript Tools/reference/hazard_rows.R (in the root of the repository). The data are bladder2 (Byar 1980, in R's
# survival) and rossi with the weekly employment (carData), both written beside for the tests.
suppressMessages({ library(survival); library(carData) })
out <- "Tests/StatisticsTests/Reference"
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "carData", packageVersion("carData"), "Tools/reference/hazard_rows.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
b <- subset(bladder2, stop > start)[, c("id", "rx", "number", "size", "start", "stop", "event", "enum")]
b$weight <- 1 + (b$id %% 4) / 2; b$count <- 1 + b$id %% 3; b$gap <- b$stop - b$start
save_table(b, "bladder.csv")
ctl <- coxph.control(eps = 1e-15, iter.max = 100, toler.chol = 1e-16)
models <- list(
  late = coxph(Surv(start, stop, event) ~ rx + number + size, b, control = ctl),
  breslow = coxph(Surv(start, stop, event) ~ rx + number + size, b, ties = "breslow", control = ctl),
  ag = coxph(Surv(start, stop, event) ~ rx + number + size, b, cluster = id, control = ctl),
  "pwp-total" = coxph(Surv(start, stop, event) ~ rx + number + size + strata(enum), b, cluster = id, control = ctl),
  "pwp-gap" = coxph(Surv(gap, event) ~ rx + number + size + strata(enum), b, cluster = id, control = ctl),
  weights = coxph(Surv(start, stop, event) ~ rx + number + size, b, weights = weight, cluster = seq_len(nrow(b)), control = ctl),
  "weights-breslow" = coxph(Surv(stop, event) ~ rx + number + size, b, weights = weight, ties = "breslow", cluster = seq_len(nrow(b)), control = ctl),
  counts = coxph(Surv(start, stop, event) ~ rx + number + size, b, weights = count, robust = FALSE, control = ctl))
rows <- list(); fits <- list(); zph <- list()
for (name in names(models)) {
  m <- models[[name]]; s <- summary(m); robust <- !is.null(m$naive.var)
  rows[[name]] <- data.frame(model = name, index = seq_along(coef(m)) - 1, estimate = coef(m), standard_error = sqrt(diag(vcov(m))),
    naive_error = sqrt(diag(if (robust) m$naive.var else vcov(m))))
  fits[[name]] <- data.frame(model = name, log_likelihood = m$loglik[2], null_log_likelihood = m$loglik[1], score = m$score,
    wald = m$wald.test, robust_score = if (robust) m$rscore else NA, concordance = m$concordance["concordance"])
  for (tr in c("km", "identity")) {
    z <- cox.zph(m, transform = tr)$table
    zph[[paste(name, tr)]] <- data.frame(model = name, scale = tr, index = seq_len(nrow(z)) - 1, chisq = z[, 1])
  }
}
save_table(do.call(rbind, rows), "hazard-rows.csv"); save_table(do.call(rbind, fits), "hazard-rows-fits.csv")
save_table(do.call(rbind, zph), "hazard-rows-zph.csv")
# Fox and Weisberg (2018), appendix on Cox regression: rossi with employment week by week, and a week later.
r <- carData::Rossi; weeks <- paste0("emp", 1:52)
wide <- data.frame(week = r$week, arrest = r$arrest, fin = ifelse(r$fin == "yes", 1, 0), age = r$age,
  race = ifelse(r$race == "black", 1, 0), wexp = ifelse(r$wexp == "yes", 1, 0), mar = ifelse(r$mar == "married", 1, 0),
  paro = ifelse(r$paro == "yes", 1, 0), prio = r$prio)
for (w in weeks) wide[[w]] <- ifelse(is.na(r[[w]]), NA, as.integer(r[[w]] == "yes"))
writeLines(paste("#", tools), file.path(out, "rossi-weekly.csv"))
suppressWarnings(write.table(wide, file.path(out, "rossi-weekly.csv"), append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
long <- do.call(rbind, lapply(seq_len(nrow(wide)), function(i) {
  n <- wide$week[i]
  data.frame(wide[rep(i, n), c("fin", "age", "race", "wexp", "mar", "paro", "prio")], start = seq_len(n) - 1, stop = seq_len(n),
    event = c(rep(0, n - 1), wide$arrest[i]), employed = unlist(wide[i, weeks[seq_len(n)]]), before = c(NA, unlist(wide[i, weeks[seq_len(n - 1)]])[seq_len(n - 1)]))
}))
now <- coxph(Surv(start, stop, event) ~ fin + age + race + wexp + mar + paro + prio + employed, long, control = ctl)
lagged <- coxph(Surv(start, stop, event) ~ fin + age + race + wexp + mar + paro + prio + before, long, control = ctl)
save_table(do.call(rbind, lapply(list(now = now, lagged = lagged), function(m) data.frame(model = if (identical(m, now)) "now" else "lagged",
  term = names(coef(m)), estimate = coef(m), standard_error = sqrt(diag(vcov(m))), events = m$nevent))), "rossi-employment.csv")

# Parametric regressions of times: Rscript Tools/reference/accelerated.R (in the root of the repository); survreg of R's survival.
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#"); recid$event <- 1 - recid$cens
rossi$copies <- 1 + seq_len(nrow(rossi)) %% 3
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/accelerated.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
coefficients <- NULL; fits <- NULL
tight <- survreg.control(rel.tolerance = 1e-14, maxiter = 200)
for (dist in c("exponential", "weibull", "lognormal", "loglogistic")) for (name in c("rossi", "recid", "copies")) {
  m <- switch(name,
    rossi = survreg(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio, rossi, dist = dist, control = tight),
    recid = survreg(Surv(durat, event) ~ workprg + priors + tserved + felon + alcohol + drugs + black + married + educ + age, recid,
      dist = dist, control = tight),
    copies = survreg(Surv(week, arrest) ~ fin + prio, rossi, weights = copies, dist = dist, control = tight))
  v <- vcov(m); k <- length(coef(m)); free <- dist != "exponential"
  coefficients <- rbind(coefficients, data.frame(distribution = dist, model = name, number = seq_len(k), estimate = unname(coef(m)),
    standard_error = unname(sqrt(diag(v))[1:k]),
    hazard = if (dist %in% c("weibull", "exponential")) unname(-coef(m) / m$scale) else NA,
    hazard_error = if (dist == "exponential") unname(sqrt(diag(v))) else if (dist == "weibull") sapply(1:k, function(i) {
      b <- coef(m)[i]; s <- m$scale; g <- c(-1 / s, b / s); sqrt(t(g) %*% v[c(i, k + 1), c(i, k + 1)] %*% g) }) else NA))
  fits <- rbind(fits, data.frame(distribution = dist, model = name, scale = m$scale,
    log_scale_error = if (free) sqrt(v[k + 1, k + 1]) else NA, log_likelihood = m$loglik[2], null_log_likelihood = m$loglik[1],
    aic = AIC(m)))
}
save_table(coefficients, "accelerated.csv"); save_table(fits, "accelerated-fits.csv")

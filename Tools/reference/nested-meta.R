# Meta-analyses of effects within studies: Rscript Tools/reference/nested-meta.R (in the root of the repository); metafor's rma.mv.
suppressMessages(library(metafor))
out <- "Tests/StatisticsTests/Reference"
tools <- paste("R", getRversion(), "metafor", packageVersion("metafor"), "Tools/reference/nested-meta.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
# Made up: 14 programmes with one to five effects each.
set.seed(15)
sizes <- c(3, 1, 5, 2, 4, 2, 1, 3, 5, 2, 4, 1, 2, 3); study <- rep(seq_along(sizes), sizes); n <- length(study)
made <- data.frame(study = study, number = sequence(sizes), year = 2000 + (study * 5) %% 17, prison = as.numeric(study %% 2 == 0))
made$variance <- round(runif(n, 0.01, 0.12), 4)
made$mixed <- round(-0.2 + rnorm(length(sizes), 0, 0.25)[study] + rnorm(n, 0, 0.2) + rnorm(n, 0, sqrt(made$variance)), 4)
made$between <- round(0.1 + 0.02 * (made$year - 2008) + rnorm(length(sizes), 0, 0.5)[study] + rnorm(n, 0, 0.3 * sqrt(made$variance)), 4)
made$within <- round(0.3 + rnorm(n, 0, 0.5) + rnorm(n, 0, sqrt(made$variance)), 4)
made$alike <- round(0.3 + rnorm(n, 0, 0.3 * sqrt(made$variance)), 4)
save_table(made, "nested-effects.csv")
coefficients <- NULL; fits <- NULL
# Its default optimiser stops before convergence on these data.
control <- list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-15, maxit = 1000)
for (outcome in c("mixed", "between", "within", "alike")) for (moderators in c("none", "year", "both")) {
  mods <- switch(moderators, none = ~ 1, year = ~ year, both = ~ year + prison)
  fit <- function(sigma2) rma.mv(made[[outcome]], made$variance, mods = mods, random = ~ 1 | study/number, data = made, method = "REML",
    sigma2 = sigma2, control = control)
  m <- fit(c(NA, NA)); none_between <- fit(c(0, NA)); none_within <- fit(c(NA, 0))
  p <- length(coef(m)); w <- diag(1 / made$variance); x <- model.matrix(m)
  typical <- (n - p) / sum(diag(w - w %*% x %*% solve(t(x) %*% w %*% x) %*% t(x) %*% w))
  coefficients <- rbind(coefficients, data.frame(outcome = outcome, moderators = moderators, number = seq_len(p), estimate = unname(coef(m)),
    standard_error = m$se))
  pi <- if (moderators == "none") predict(m) else list(pi.lb = NA, pi.ub = NA)
  fits <- rbind(fits, data.frame(outcome = outcome, moderators = moderators, between = m$sigma2[1], within = m$sigma2[2],
    log_likelihood = as.numeric(logLik(m)), no_between = as.numeric(logLik(none_between)), no_within = as.numeric(logLik(none_within)),
    q = m$QE, q_p = m$QEp, share_between = m$sigma2[1] / (sum(m$sigma2) + typical), share_within = m$sigma2[2] / (sum(m$sigma2) + typical),
    moderator = if (p > 1) m$QM else NA, lower = pi$pi.lb, upper = pi$pi.ub))
}
save_table(coefficients, "nested-meta.csv"); save_table(fits, "nested-meta-fits.csv")

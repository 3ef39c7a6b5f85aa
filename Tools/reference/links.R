# Reference values for Tests/StatisticsTests/Models/ModelLinkTests.swift, from R's glm with links that are not the default.
# Rscript Tools/reference/links.R   (in the root of the repository)
suppressMessages(library(sandwich))
options(digits = 17)
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#")
tight <- glm.control(epsilon = 1e-15, maxit = 500)
fit <- function(formula, family, data, start = NULL) {
  m <- suppressWarnings(glm(formula, family, data, control = tight, start = start))
  # glm takes its covariance from the weights of the last iteration but one.
  for (again in 1:3) m <- suppressWarnings(glm(formula, family, data, control = tight, start = coef(m)))
  m
}
models <- list(
  "binomial probit" = fit(arrest ~ fin + age + prio, binomial("probit"), rossi),
  "binomial cloglog" = fit(arrest ~ fin + age + prio, binomial("cloglog"), rossi),
  "binomial log" = fit(arrest ~ fin + wexp + mar, binomial("log"), rossi, c(-1.3, 0, 0, 0)),
  "binomial identity" = fit(arrest ~ fin + wexp + mar, binomial("identity"), rossi, c(.26, 0, 0, 0)),
  "quasibinomial logit" = fit(arrest ~ fin + age, quasibinomial, rossi),
  "quasibinomial log" = fit(arrest ~ fin + wexp, quasibinomial("log"), rossi, c(-1.3, 0, 0)),
  "poisson identity" = fit(priors ~ black + alcohol, poisson("identity"), recid, c(1.4, 0, 0)),
  "gaussian log" = fit(follow ~ black + alcohol, gaussian("log"), recid, c(4, 0, 0)))
f <- file.path(out, "links.csv")
rows <- do.call(rbind, lapply(names(models), function(name) {
  m <- models[[name]]; s <- summary(m)$coefficients
  data.frame(model = name, estimate = s[, 1], standard_error = s[, 2], p_value = s[, 4], deviance = m$deviance,
    null_deviance = m$null.deviance, hc0 = sqrt(diag(vcovHC(m, "HC0"))), hc3 = sqrt(diag(vcovHC(m, "HC3"))))
}))
smaller <- fit(arrest ~ fin, binomial("probit"), rossi)
a <- anova(smaller, models[["binomial probit"]], test = "Chisq")
rows <- rbind(rows, data.frame(model = "probit against fin", estimate = a$Deviance[2], standard_error = a$Df[2],
  p_value = a$`Pr(>Chi)`[2], deviance = NA, null_deviance = NA, hc0 = NA, hc3 = NA))
writeLines(paste("# R", getRversion(), "sandwich", packageVersion("sandwich"), "Tools/reference/links.R"), f)
suppressWarnings(write.table(rows, f, sep = ",", row.names = FALSE, quote = FALSE, append = TRUE))

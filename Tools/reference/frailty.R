# Cox models with a shared frailty: Rscript Tools/reference/frailty.R (in the root of the repository); R's survival. The frailty is coded
# sparsely, as R does for more than five groups.
suppressMessages(library(survival))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
bladder <- read.csv(file.path(out, "bladder.csv"), comment.char = "#")
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#"); recid$event <- 1 - recid$cens
recid$office <- (recid$age * 7 + recid$tserved) %% 25
# People of some offices come back sooner, so that there is something to find.
recid$sooner <- pmax(1, round(recid$durat * exp(-sin(recid$office))))
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "Tools/reference/frailty.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
tight <- coxph.control(eps = 1e-13, iter.max = 400, outer.max = 200)
coefficients <- NULL; fits <- NULL; groups <- NULL
for (ties in c("efron", "breslow")) for (distribution in c("gamma", "gaussian")) for (name in c("bladder", "office", "strata")) {
  # R's search of a variance stops early; the variance that its own equation has is found here, and the fit made at it.
  fit <- function(theta) {
    f <- function(x) sprintf("frailty.%s(%s, sparse = TRUE, theta = %.17g)", distribution, x, theta)
    model <- switch(name,
      bladder = list(paste("Surv(start, stop, event) ~ rx + size + number +", f("id")), bladder),
      office = list(paste("Surv(sooner, event) ~ workprg + priors + age +", f("office")), recid),
      strata = list(paste("Surv(sooner, event) ~ workprg + priors + strata(black) +", f("office")), recid))
    formula <- as.formula(model[[1]])
    suppressWarnings(coxph(formula, model[[2]], ties = ties, control = tight))
  }
  deaths <- switch(name, bladder = tapply(bladder$event, bladder$id, sum), tapply(recid$event, recid$office, sum))
  penalised <- function(m) m$loglik[2] - m$penalty[2]
  correction <- function(theta) { nu <- 1 / theta; d <- deaths[deaths > 0]
    sum(lgamma(nu + d) - lgamma(nu) + nu * log(nu) - (nu + d) * log(nu + d) + d) }
  if (distribution == "gamma") {
    theta <- optimize(function(t) { m <- fit(exp(t)); penalised(m) + correction(exp(t)) }, log(c(0.01, 10)), maximum = TRUE, tol = 1e-9)
    theta <- exp(theta$maximum)
  } else {
    # The equation of frailty.controlgauss; fvar are the variances of the frailties.
    theta <- exp(uniroot(function(t) { m <- fit(exp(t))
      sum(m$frail^2) / (length(m$frail) - sum(m$fvar) / exp(t)) - exp(t) }, log(c(0.01, 10)), tol = 1e-12)$root)
  }
  m <- fit(theta)
  k <- seq_along(m$coefficients)
  coefficients <- rbind(coefficients, data.frame(ties = ties, distribution = distribution, model = name, number = k,
    estimate = unname(m$coefficients), standard_error = sqrt(diag(m$var))[k]))
  fits <- rbind(fits, data.frame(ties = ties, distribution = distribution, model = name, variance = theta,
    log_likelihood = if (distribution == "gamma") penalised(m) + correction(theta) else NA))
  g <- round(seq(1, length(m$frail), length.out = 5))
  groups <- rbind(groups, data.frame(ties = ties, distribution = distribution, model = name, group = g, log_frailty = m$frail[g],
    standard_error = sqrt(m$fvar[g])))
}
save_table(coefficients, "frailty.csv"); save_table(fits, "frailty-fits.csv"); save_table(groups, "frailty-groups.csv")

# Reference values for Tests/StatisticsTests/Models, from R's glm, MASS, sandwich and splines.
# Rscript Tools/reference/models.R   (in the root of the repository); checked by Tools/reference/models.py
suppressMessages({ library(MASS); library(sandwich); library(splines); library(brglm2) })
options(digits = 17)
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
rossi$educ <- as.numeric(rossi$educ)
rossi$cell <- as.numeric(interaction(rossi$age, rossi$prio, drop = TRUE))
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#")
tight <- glm.control(epsilon = 1e-14, maxit = 200)
rcs <- function(x, knots) {
  k <- length(knots); cube <- function(u) pmax(u, 0)^3
  unit <- (knots[k] - knots[1])^2
  cbind(x, sapply(1:(k - 2), function(j) (cube(x - knots[j]) -
    cube(x - knots[k - 1]) * (knots[k] - knots[j]) / (knots[k] - knots[k - 1]) +
    cube(x - knots[k]) * (knots[k - 1] - knots[j]) / (knots[k] - knots[k - 1])) / unit))
}
k4 <- quantile(rossi$age, c(.05, .35, .65, .95))
grouped <- aggregate(cbind(events = arrest, others = 1 - arrest) ~ fin + race + wexp, rossi, sum)
models <- list(
  "interaction" = glm(arrest ~ fin * race + age + prio + wexp + mar, binomial, rossi, control = tight),
  "no-intercept" = glm(arrest ~ factor(educ) + age - 1, binomial, rossi, control = tight),
  "interaction-only" = glm(arrest ~ age + fin + fin:race, binomial, rossi, control = tight),
  "poly" = glm(arrest ~ poly(age, 3) + prio, binomial, rossi, control = tight),
  "ns" = glm(arrest ~ ns(age, 4) + prio, binomial, rossi, control = tight),
  "rcs" = glm(arrest ~ rcs(age, k4) + prio, binomial, rossi, control = tight),
  "log" = glm(arrest ~ log(age) + paro, binomial, rossi, control = tight),
  "weights" = glm(arrest ~ fin + age, binomial, rossi, weights = educ, control = tight),
  "grouped" = glm(cbind(events, others) ~ fin + race + wexp, binomial, grouped, control = tight),
  "poisson" = glm(rules ~ black + alcohol + age + offset(log(tserved)), poisson, subset(recid, tserved > 0), control = tight),
  "quasipoisson" = glm(priors ~ black + alcohol + drugs + age, quasipoisson, recid, control = tight),
  "negative-binomial" = glm.nb(priors ~ black + alcohol + drugs + age, recid, control = glm.control(epsilon = 1e-14, maxit = 500)),
  "gaussian" = glm(ldurat ~ black + alcohol + drugs + educ + age, gaussian, recid, control = tight),
  "gaussian-weights" = glm(ldurat ~ black + alcohol + age, gaussian, recid, weights = follow, control = tight))
# glm takes its covariance from the weights of the last iteration but one; a fit started at the estimate ends there.
for (name in names(models)) for (again in 1:3) {
  m <- models[[name]]
  models[[name]] <- if (name == "negative-binomial") update(m, start = coef(m), init.theta = m$theta) else update(m, start = coef(m))
}
profile_limits <- function(m, name) {
  # Likelihood-ratio limits by root finding over fits with an offset.
  X <- model.matrix(m); y <- m$y; w <- m$prior.weights
  off <- if (is.null(m$offset)) rep(0, length(y)) else m$offset
  V <- vcov(m); target <- qchisq(.95, 1)
  t(sapply(seq_along(coef(m)), function(j) {
    dev <- function(b) glm.fit(X[, -j, drop = FALSE], y, weights = w, offset = off + X[, j] * b,
      family = m$family, control = tight, intercept = FALSE)$deviance - m$deviance - target
    s <- sqrt(V[j, j]); b <- coef(m)[j]
    c(uniroot(dev, c(b - 6 * s, b), tol = 1e-14)$root, uniroot(dev, c(b, b + 8 * s), tol = 1e-14)$root)
  }))
}
f <- file.path(out, "regression-coefficients.csv")
tools <- paste("R", getRversion(), "MASS", packageVersion("MASS"), "sandwich", packageVersion("sandwich"), "Tools/reference/models.R")
rows <- list(); tops <- list()
for (name in names(models)) {
  m <- models[[name]]
  s <- summary(m)$coefficients
  robust <- sapply(c("HC0", "HC1", "HC2", "HC3"), function(t) sqrt(diag(vcovHC(m, t))))
  clustered <- rep(NA, nrow(s))
  if (name %in% c("interaction", "weights")) clustered <- sqrt(diag(vcovCL(m, rossi$cell, type = "HC0")))
  limits <- matrix(NA, nrow(s), 2)
  if (name %in% c("interaction", "no-intercept", "poisson", "grouped")) limits <- profile_limits(m)
  if (nrow(robust) != nrow(s)) robust <- robust[seq_len(nrow(s)), ]
  rows[[name]] <- data.frame(model = name, index = seq_len(nrow(s)) - 1, estimate = s[, 1], standard_error = s[, 2],
    statistic = s[, 3], p_value = s[, 4], hc0 = robust[, 1], hc1 = robust[, 2], hc2 = robust[, 3], hc3 = robust[, 4],
    clustered = clustered, lower = limits[, 1], upper = limits[, 2])
  quasi <- m$family$family == "quasipoisson"
  tops[[name]] <- data.frame(model = name, deviance = m$deviance, null_deviance = m$null.deviance,
    log_likelihood = if (quasi) NA else as.numeric(logLik(m)), aic = if (quasi) NA else AIC(m),
    dispersion = summary(m)$dispersion, theta = if (is.null(m$theta)) NA else m$theta)
}
save_table <- function(list, file) {
  writeLines(paste("#", tools), file)
  d <- do.call(rbind, list)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
save_table(rows, f)
save_table(tops, file.path(out, "regression-fits.csv"))

# Firth: brglm2 for estimates, and the penalised likelihood maximised again for limits and p-values.
firth_profile <- function(X, y) {
  penalised <- function(beta) {
    eta <- drop(X %*% beta); mu <- plogis(eta)
    sum(y * eta - ifelse(eta > 0, eta + log1p(exp(-eta)), log1p(exp(eta)))) +
      as.numeric(determinant(crossprod(X * sqrt(mu * (1 - mu))))$modulus) / 2
  }
  fit <- function(free, beta) {
    # The modified score of the free coefficients, by Newton.
    for (i in 1:500) {
      mu <- plogis(drop(X %*% beta)); w <- mu * (1 - mu)
      I <- crossprod(X * sqrt(w)); h <- w * rowSums((X %*% solve(I)) * X)
      U <- drop(crossprod(X, y - mu + h * (.5 - mu)))
      step <- solve(I[free, free, drop = FALSE], U[free])
      if (max(abs(step)) > 2) step <- step * 2 / max(abs(step))
      beta[free] <- beta[free] + step
      if (max(abs(step)) < 1e-14) break
    }
    beta
  }
  p <- ncol(X); all <- fit(1:p, rep(0, p)); top <- penalised(all)
  mu <- plogis(drop(X %*% all)); se <- sqrt(diag(solve(crossprod(X * sqrt(mu * (1 - mu))))))
  t(sapply(1:p, function(j) {
    at <- function(b) { beta <- all; beta[j] <- b; 2 * (top - penalised(fit(setdiff(1:p, j), beta))) }
    g <- function(b) at(b) - qchisq(.95, 1)
    lo <- uniroot(g, c(all[j] - 4 * se[j], all[j]), tol = 1e-13, extendInt = "downX")$root
    hi <- uniroot(g, c(all[j], all[j] + 4 * se[j]), tol = 1e-13, extendInt = "upX")$root
    c(all[j], se[j], at(0), pchisq(at(0), 1, lower.tail = FALSE), lo, hi)
  }))
}
separated <- data.frame(y = c(0,0,0,0,1,0,1,1,1,1,1,1), x = c(rep(0, 7), rep(1, 5)), z = c(1,2,3,4,5,6,7,3,5,8,2,6))
cases <- list("rossi" = list(arrest ~ fin + age + prio + mar, rossi), "separated" = list(y ~ x + z, separated))
firth <- list()
for (name in names(cases)) {
  formula <- cases[[name]][[1]]; d <- cases[[name]][[2]]
  b <- glm(formula, binomial, d, method = "brglmFit", type = "AS_mean", epsilon = 1e-14, maxit = 10000)
  own <- firth_profile(model.matrix(formula, d), model.response(model.frame(formula, d)))
  stopifnot(max(abs(coef(b) - own[, 1])) < 1e-10, max(abs(sqrt(diag(vcov(b))) - own[, 2])) < 1e-8)
  firth[[name]] <- data.frame(model = name, index = seq_len(nrow(own)) - 1, estimate = own[, 1], standard_error = own[, 2],
    statistic = own[, 3], p_value = own[, 4], lower = own[, 5], upper = own[, 6])
}
tools <- paste("R", getRversion(), "brglm2", packageVersion("brglm2"), "Tools/reference/models.R")
save_table(firth, file.path(out, "firth.csv"))

# Average adjusted differences and ratios, by the delta method.
margins <- function(m, data, column, values, reference) {
  at <- function(v) {
    d <- data; d[[column]] <- if (is.factor(d[[column]])) factor(v, levels(d[[column]])) else v
    X <- model.matrix(delete.response(terms(m)), d); mu <- plogis(drop(X %*% coef(m)))
    list(mean = mean(mu), g = colMeans(mu * (1 - mu) * X))
  }
  V <- vcov(m); r <- at(reference)
  do.call(rbind, lapply(values, function(v) {
    a <- at(v); dg <- a$g - r$g; lg <- a$g / a$mean - r$g / r$mean
    data.frame(column = column, value = v, mean = a$mean, reference_mean = r$mean, difference = a$mean - r$mean,
      standard_error = sqrt(drop(dg %*% V %*% dg)), ratio = a$mean / r$mean, log_ratio_error = sqrt(drop(lg %*% V %*% lg)))
  }))
}
m <- models[["interaction"]]
save_table(list(margins(m, rossi, "fin", "yes", "no"), margins(m, rossi, "race", "other", "black"),
  { d <- rossi; d$age <- d$age + 1; X <- model.matrix(m); X1 <- X; X1[, "age"] <- X1[, "age"] + 1
    mu <- plogis(drop(X %*% coef(m))); mu1 <- plogis(drop(X1 %*% coef(m)))
    g <- colMeans(mu * (1 - mu) * X); g1 <- colMeans(mu1 * (1 - mu1) * X1); V <- vcov(m)
    lg <- g1 / mean(mu1) - g / mean(mu)
    data.frame(column = "age", value = "one more", mean = mean(mu1), reference_mean = mean(mu), difference = mean(mu1) - mean(mu),
      standard_error = sqrt(drop((g1 - g) %*% V %*% (g1 - g))), ratio = mean(mu1) / mean(mu), log_ratio_error = sqrt(drop(lg %*% V %*% lg))) }),
  file.path(out, "marginal-effects.csv"))

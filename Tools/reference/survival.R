# Reference values for Tests/StatisticsTests/Survival: Rscript Tools/reference/survival.R (in the root of the repository)
# Kaplan-Meier, log-rank, Cox and cox.zph were checked against lifelines by Tools/reference/models.py.
suppressMessages({ library(survival); library(cmprsk) })
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#"); recid$event <- 1 - recid$cens
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "cmprsk", packageVersion("cmprsk"), "Tools/reference/survival.R")
save_table <- function(list, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file); d <- do.call(rbind, list)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
km <- list(); medians <- list()
for (type in c("log-log", "log", "plain", "arcsine")) {
  s <- survfit(Surv(durat, event) ~ 1, recid, conf.type = sub("arcsine", "arcsin", type)); k <- s$n.event > 0
  keep <- which(k)[seq(1, sum(k), by = 9)]
  km[[type]] <- data.frame(type = type, time = s$time[keep], at_risk = s$n.risk[keep], events = s$n.event[keep],
    survival = s$surv[keep], error = (s$std.err * s$surv)[keep], lower = s$lower[keep], upper = s$upper[keep])
}
save_table(km, "kaplan-meier.csv")
lr <- function(name, formula, data, groups) {
  m <- survdiff(formula, data)
  obs <- if (is.matrix(m$obs)) rowSums(m$obs) else m$obs; ex <- if (is.matrix(m$exp)) rowSums(m$exp) else m$exp
  data.frame(name = name, group = seq_along(obs) - 1, observed = obs, expected = ex, statistic = m$chisq, df = length(obs) - 1,
    p_value = pchisq(m$chisq, length(obs) - 1, lower.tail = FALSE))
}
rossi$band <- cut(rossi$age, c(0, 20, 25, 30, 99), labels = 0:3)
save_table(list(lr("fin", Surv(week, arrest) ~ fin, rossi), lr("band", Surv(week, arrest) ~ band, rossi),
  lr("strata", Surv(week, arrest) ~ fin + strata(race), rossi)), "log-rank.csv")
# Weighted, stratified and trend log-rank tests, summed literally and held against survdiff where it has them.
weighted <- function(time, event, group, stratum, weight) {
  g <- sort(unique(group)); U <- rep(0, length(g)); V <- matrix(0, length(g), length(g))
  for (z in unique(stratum)) {
    S <- 1
    for (t in sort(unique(time[stratum == z]))) {
      n <- sapply(g, function(k) sum(stratum == z & group == k & time >= t)); N <- sum(n)
      d <- sapply(g, function(k) sum(stratum == z & group == k & time == t & event == 1)); D <- sum(d)
      w <- switch(weight, equal = 1, gehan = N, peto = S)
      U <- U + w * (d - D * n / N)
      if (N > 1) V <- V + w^2 * D * (N - D) / (N - 1) * (diag(n / N, length(n)) - outer(n, n) / N^2)
      S <- S * (1 - D / N)
    }
  }
  k <- seq_len(length(g) - 1); s <- seq_along(g) - 1
  c(chisq = drop(U[k] %*% solve(V[k, k], U[k])), trend = sum(s * U)^2 / drop(s %*% V %*% s))
}
weights <- list()
for (weight in c("equal", "gehan", "peto")) for (strata in c("none", "race")) {
  z <- if (strata == "race") as.integer(rossi$race) else rep(1, nrow(rossi))
  own <- weighted(rossi$week, rossi$arrest, as.integer(rossi$band), z, weight)
  if (weight != "gehan") stopifnot(abs(own["chisq"] - survdiff(Surv(week, arrest) ~ band + strata(z), rossi,
    rho = if (weight == "peto") 1 else 0)$chisq) < 1e-9)
  weights[[paste(weight, strata)]] <- data.frame(weight = weight, strata = strata, chisq = own["chisq"], trend = own["trend"])
}
save_table(weights, "log-rank-weights.csv")
means <- list()
for (until in c(20, 52, 80.5)) for (group in 0:1) {
  m <- summary(survfit(Surv(durat, event) ~ 1, subset(recid, alcohol == group)), rmean = until)$table
  means[[paste(until, group)]] <- data.frame(until = until, alcohol = group, mean = m["rmean"], error = m["se(rmean)"])
}
save_table(means, "restricted-means.csv")
ctl <- coxph.control(eps = 1e-15, iter.max = 100, toler.chol = 1e-14)
models <- list(
  "rossi-efron" = coxph(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio, rossi, control = ctl),
  "rossi-breslow" = coxph(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio, rossi, ties = "breslow", control = ctl),
  "rossi-strata" = coxph(Surv(week, arrest) ~ fin * age + prio + strata(race), rossi, control = ctl),
  "recid" = coxph(Surv(durat, event) ~ workprg + priors + tserved + felon + alcohol + drugs + black + married + educ + age, recid, control = ctl))
cox <- list(); fits <- list(); zph <- list()
for (name in names(models)) {
  m <- models[[name]]; s <- summary(m)
  for (i in 1:3) m <- update(m, init = coef(m)); null <- models[[name]]$loglik[1]
  se <- sqrt(diag(vcov(m)))
  cox[[name]] <- data.frame(model = name, index = seq_along(coef(m)) - 1, estimate = coef(m), standard_error = se)
  fits[[name]] <- data.frame(model = name, log_likelihood = m$loglik[2], null_log_likelihood = null,
    score = s$sctest[1], wald = drop(coef(m) %*% solve(vcov(m), coef(m))), concordance = s$concordance[1])
  for (tr in c("km", "identity", "log")) {
    z <- cox.zph(m, transform = tr)$table
    zph[[paste(name, tr)]] <- data.frame(model = name, scale = tr, index = seq_len(nrow(z)) - 1, chisq = z[, 1], df = z[, 2], p_value = z[, 3])
  }
}
save_table(cox, "cox.csv"); save_table(fits, "cox-fits.csv"); save_table(zph, "cox-zph.csv")
# Competing risks, made from recid: an event with drugs is cause 2.
recid$cause <- ifelse(recid$event == 0, 0, ifelse(recid$drugs == 1, 2, 1))
d <- recid[1:400, ]
aj <- survfit(Surv(durat, factor(cause, 0:2)) ~ 1, d)
# The delta-method variance as Marubini and Valsecchi print it, summed literally.
risk <- lapply(1:2, function(k) {
  t <- sort(unique(d$durat[d$cause > 0])); n <- sapply(t, function(u) sum(d$durat >= u))
  all <- sapply(t, function(u) sum(d$durat == u & d$cause > 0)); own <- sapply(t, function(u) sum(d$durat == u & d$cause == k))
  S <- cumprod(1 - all / n); before <- c(1, S[-length(S)]); F <- cumsum(before * own / n)
  v <- sapply(seq_along(t), function(j) { i <- 1:j
    sum((F[j] - F[i])^2 * all[i] / (n[i] * (n[i] - all[i]))) + sum(before[i]^2 * (n[i] - own[i]) * own[i] / n[i]^3) -
      2 * sum((F[j] - F[i]) * before[i] * own[i] / n[i]^2) })
  stopifnot(max(abs(F - summary(aj, times = t)$pstate[, k + 1])) < 1e-12)
  keep <- seq(1, length(t), by = 7)
  data.frame(cause = k, time = t[keep], incidence = F[keep], error = sqrt(v)[keep])
})
save_table(risk, "cumulative-incidence.csv")
fg <- lapply(1:2, function(k) {
  m <- crr(d$durat, d$cause, as.matrix(d[, c("black", "alcohol", "age")]), failcode = k, cencode = 0, gtol = 1e-12, maxiter = 100)
  data.frame(cause = k, index = 0:2, estimate = m$coef, standard_error = sqrt(diag(m$var)))
})
save_table(fg, "fine-gray.csv")
# The weighted partial likelihood summed literally: people with another event stay at risk with G(t-)/G(T-).
G <- survfit(Surv(durat, cause == 0) ~ 1, d)
own <- sapply(d$durat, function(u) { k <- sum(G$time < u); if (k == 0) 1 else G$surv[k] })
weighted <- function(k, beta) {
  eta <- as.vector(as.matrix(d[, c("black", "alcohol", "age")]) %*% beta)
  sum(sapply(which(d$cause == k), function(i) {
    w <- ifelse(d$durat >= d$durat[i], 1, ifelse(d$cause != 0 & d$cause != k, own[i] / own, 0))
    eta[i] - log(sum(w * exp(eta)))
  }))
}
save_table(lapply(1:2, function(k) data.frame(cause = k, null_likelihood = weighted(k, c(0, 0, 0)), likelihood = weighted(k, fg[[k]]$estimate))),
  "fine-gray-likelihood.csv")
s <- survfit(Surv(week, arrest) ~ 1, subset(rossi, age < 19), conf.type = "log-log"); print(quantile(s, .5)); 
s <- survfit(Surv(c(1,2,3,4,5,6), c(1,1,1,1,0,1)) ~ 1, conf.type = "log-log"); print(quantile(s, .5)); print(summary(s))

# Reference values for Tests/ReoffendingTests/People and Matching: Rscript Tools/reference/people-models.R (in the root)
# What the verbs fit, evaluate, survival, cox and match print of two public data sets, by other programs. Firth's penalty:
# brglm2 for estimates and standard errors, and the penalised likelihood maximised again below for limits and p-values, since
# logistf is in neither Debian nor this script. Matching with a caliper: a brute-force matcher, since MatchIt 4.5.1 ignores
# calipers below 1; without one the matcher is checked against MatchIt on scores without ties.
suppressMessages({ library(MASS); library(sandwich); library(survival); library(brglm2); library(pROC); library(cmprsk)
  library(MatchIt); library(mice); library(lmtest) })
tight <- glm.control(epsilon = 1e-14, maxit = 200)
rossi <- read.csv("Examples/rossi.csv")
for (k in c("financial_aid", "work_experience", "married", "parole")) rossi[[k]] <- as.integer(rossi[[k]] == "yes")
rossi$race <- factor(rossi$race)
recid <- read.csv("Tests/StatisticsTests/Reference/recid.csv", comment.char = "#")
recid$back <- 1 - recid$cens
rows <- list()
put <- function(case, term, ...) {
  v <- c(...); rows[[length(rows) + 1]] <<- data.frame(case = case, term = term, quantity = names(v), value = unname(v))
}
named <- function(x) sub("^raceother$", "race=other", x)
fit_case <- function(case, m, V = vcov(m), z = qnorm(.975), p = function(t) 2 * pnorm(-abs(t))) {
  b <- coef(m); se <- sqrt(diag(V))
  for (i in seq_along(b)) put(case, named(names(b)[i]), estimate = b[[i]], standardError = se[[i]], statistic = b[[i]] / se[[i]],
    pValue = p(b[[i]] / se[[i]]), lower = b[[i]] - z * se[[i]], upper = b[[i]] + z * se[[i]])
  put(case, "model", observations = nobs(m), deviance = deviance(m), nullDeviance = m$null.deviance,
    logLikelihood = as.numeric(logLik(m)), aic = AIC(m))
}
# Logistic regression: Wald, profile, likelihood ratio, robust and clustered.
f <- arrest ~ financial_aid + age + race + work_experience + married + parole + prior_convictions
m <- glm(f, binomial, rossi, control = tight); m <- update(m, start = coef(m))
fit_case("rossi logistic", m)
fit_case("rossi hc3", m, vcovHC(m, "HC3")); fit_case("rossi cluster", m, vcovCL(m, rossi$education))
root <- function(m, j) {
  X <- model.matrix(m); y <- m$y; b <- coef(m)[[j]]; s <- sqrt(vcov(m)[j, j])
  at <- function(v) { o <- glm.fit(X[, -j, drop = FALSE], y, family = binomial(), offset = X[, j] * v, control = tight); o$deviance - deviance(m) }
  g <- function(v) at(v) - qchisq(.95, 1)
  c(lower = uniroot(g, c(b - 4 * s, b), tol = 1e-13, extendInt = "downX")$root, upper = uniroot(g, c(b, b + 4 * s), tol = 1e-13, extendInt = "upX")$root,
    statistic = at(0), pValue = pchisq(at(0), 1, lower.tail = FALSE))
}
for (j in 2:length(coef(m))) { r <- root(m, j); put("rossi ratio", named(names(coef(m))[j]), r[1], r[2], r[3], r[4]) }
# MASS' own profile, coarser, must agree with the limits found above.
prof <- suppressMessages(confint(m))[-1, ]
own <- t(sapply(2:length(coef(m)), function(j) root(m, j)[1:2])); stopifnot(max(abs(prof - own)) < 1e-3)
m2 <- glm(back ~ black + alcohol + drugs + super + married + felon + workprg + property + person + priors + educ + rules + age + tserved,
  binomial, recid, control = tight); m2 <- update(m2, start = coef(m2))
fit_case("recid logistic", m2)
# Other families, an interaction, and grouped counts.
mp <- glm(prior_convictions ~ age + race + offset(log(education)), poisson, rossi, control = tight); mp <- update(mp, start = coef(mp))
fit_case("rossi poisson", mp)
mq <- glm(prior_convictions ~ age + race, quasipoisson, rossi, control = tight); t <- qt(.975, mq$df.residual)
b <- coef(mq); s <- sqrt(diag(vcov(mq)))
for (i in seq_along(b)) put("rossi quasi", named(names(b)[i]), estimate = b[[i]], standardError = s[[i]],
  pValue = 2 * pt(-abs(b[[i]] / s[[i]]), mq$df.residual), lower = b[[i]] - t * s[[i]], upper = b[[i]] + t * s[[i]])
mn <- suppressWarnings(glm.nb(prior_convictions ~ age + race, rossi, control = glm.control(epsilon = 1e-14, maxit = 500)))
b <- coef(mn); for (i in seq_along(b)) put("rossi negative binomial", named(names(b)[i]), estimate = b[[i]])
put("rossi negative binomial", "model", theta = mn$theta, logLikelihood = as.numeric(logLik(mn)))
ml <- lm(prior_convictions ~ age * financial_aid, rossi); s <- summary(ml)$coefficients; t <- qt(.975, ml$df.residual)
for (i in 1:nrow(s)) put("rossi gaussian", rownames(s)[i], estimate = s[i, 1], standardError = s[i, 2], pValue = s[i, 4],
  lower = s[i, 1] - t * s[i, 2], upper = s[i, 1] + t * s[i, 2])
g <- aggregate(cbind(k = arrest, n = 1) ~ financial_aid + race, transform(rossi, n = 1), sum)
mg <- glm(cbind(k, n - k) ~ financial_aid + race, binomial, g, control = tight); mg <- update(mg, start = coef(mg))
b <- coef(mg); s <- sqrt(diag(vcov(mg)))
for (i in seq_along(b)) put("grouped", named(names(b)[i]), estimate = b[[i]], standardError = s[[i]])
put("grouped", "model", deviance = deviance(mg), logLikelihood = as.numeric(logLik(mg)))
# Firth's penalty.
firth_profile <- function(X, y) {
  penalised <- function(b) { e <- drop(X %*% b); mu <- plogis(e)
    sum(y * e - ifelse(e > 0, e + log1p(exp(-e)), log1p(exp(e)))) + as.numeric(determinant(crossprod(X * sqrt(mu * (1 - mu))))$modulus) / 2 }
  fit <- function(free, b) { for (i in 1:500) {
      mu <- plogis(drop(X %*% b)); w <- mu * (1 - mu); I <- crossprod(X * sqrt(w)); h <- w * rowSums((X %*% solve(I)) * X)
      step <- solve(I[free, free, drop = FALSE], drop(crossprod(X, y - mu + h * (.5 - mu)))[free])
      if (max(abs(step)) > 2) step <- step * 2 / max(abs(step))
      b[free] <- b[free] + step; if (max(abs(step)) < 1e-14) break }
    b }
  p <- ncol(X); all <- fit(1:p, rep(0, p)); top <- penalised(all); mu <- plogis(drop(X %*% all))
  se <- sqrt(diag(solve(crossprod(X * sqrt(mu * (1 - mu))))))
  t(sapply(1:p, function(j) {
    at <- function(v) { b <- all; b[j] <- v; 2 * (top - penalised(fit(setdiff(1:p, j), b))) }
    g <- function(v) at(v) - qchisq(.95, 1)
    c(all[j], se[j], at(0), pchisq(at(0), 1, lower.tail = FALSE), uniroot(g, c(all[j] - 4 * se[j], all[j]), tol = 1e-13, extendInt = "downX")$root,
      uniroot(g, c(all[j], all[j] + 4 * se[j]), tol = 1e-13, extendInt = "upX")$root) }))
}
separated <- rossi[rossi$age < 24 | rossi$married == 0 | rossi$arrest == 0, ]
separated$married[separated$arrest == 1] <- 0
ff <- arrest ~ financial_aid + age + married
bf <- glm(ff, binomial, separated, method = "brglmFit", type = "AS_mean", epsilon = 1e-14, maxit = 10000)
own <- unname(firth_profile(model.matrix(ff, separated), separated$arrest))
stopifnot(max(abs(coef(bf) - own[, 1])) < 1e-9, max(abs(sqrt(diag(vcov(bf))) - own[, 2])) < 1e-8)
for (i in 1:nrow(own)) put("rossi firth", names(coef(bf))[i], estimate = own[i, 1], standardError = own[i, 2], statistic = own[i, 3], pValue = own[i, 4],
  lower = own[i, 5], upper = own[i, 6])
# Adjusted risk difference and ratio.
effect <- function(case, m, d, column, to, from) {
  at <- function(v) { d[[column]] <- v; X <- model.matrix(delete.response(terms(m)), d); mu <- plogis(drop(X %*% coef(m))); list(m = mean(mu), g = colMeans(mu * (1 - mu) * X)) }
  a <- at(to); r <- at(from); g <- a$g - r$g; l <- a$g / a$m - r$g / r$m; V <- vcov(m)
  se <- sqrt(drop(g %*% V %*% g)); sl <- sqrt(drop(l %*% V %*% l)); z <- qnorm(.975)
  put(case, column, mean = a$m, reference = r$m, difference = a$m - r$m, standardError = se, lower = a$m - r$m - z * se, upper = a$m - r$m + z * se,
    ratio = a$m / r$m, ratioLower = exp(log(a$m / r$m) - z * sl), ratioUpper = exp(log(a$m / r$m) + z * sl))
}
effect("rossi firth effect", bf, separated, "financial_aid", 1, 0)
effect("rossi effect", m, rossi, "financial_aid", 1, 0); effect("recid effect", m2, recid, "workprg", 1, 0)
set.seed(1); B <- 4000
boot <- replicate(B, { d <- rossi[sample(nrow(rossi), replace = TRUE), ]; mb <- glm(f, binomial, d)
  p <- function(v) mean(predict(mb, transform(d, financial_aid = v), type = "response")); p(1) - p(0) })
put("rossi bootstrap", "financial_aid", standardError = sd(boot), lower = quantile(boot, .025)[[1]], upper = quantile(boot, .975)[[1]])
# Evaluation of fitted predictions: pROC for the AUC, the rest by its formula.
evaluate <- function(case, y, q) {
  r <- roc(y, q, quiet = TRUE, direction = "<"); ci <- ci.auc(r)
  c10 <- cut(q, unique(quantile(q, 0:10 / 10)), include.lowest = TRUE); o <- tapply(y, c10, sum); e <- tapply(q, c10, sum); n <- tapply(q, c10, length)
  h <- sum((o - e)^2 / (e * (1 - e / n)))
  rel <- sum(n * (e / n - o / n)^2) / sum(n); res <- sum(n * (o / n - mean(y))^2) / sum(n)
  cal <- glm(y ~ qlogis(q), binomial, control = tight); large <- glm(y ~ 1 + offset(qlogis(q)), binomial, control = tight)
  put(case, "all", auc = as.numeric(auc(r)), aucLower = ci[1], aucUpper = ci[3], brier = mean((y - q)^2), reliability = rel, resolution = res,
    uncertainty = mean(y) * (1 - mean(y)), hosmerLemeshow = h, hosmerLemeshowP = pchisq(h, length(n) - 2, lower.tail = FALSE),
    intercept = coef(cal)[[1]], slope = coef(cal)[[2]], slopeError = sqrt(vcov(cal)[2, 2]), inTheLarge = coef(large)[[1]], oe = sum(y) / sum(q))
}
simple <- glm(arrest ~ age + prior_convictions, binomial, rossi, control = tight); simple <- update(simple, start = coef(simple))
evaluate("rossi evaluate", rossi$arrest, fitted(simple))
# A prediction that anyone can repeat, for a column of predictions.
q <- plogis(-1 + 0.1 * recid$priors - 0.002 * (recid$age - 300)); evaluate("recid evaluate", recid$back, q)
# Survival.
k <- survfit(Surv(week, arrest) ~ financial_aid, rossi, conf.type = "log-log")
s <- summary(k, times = c(20, 40, 52)); for (i in seq_along(s$time))
  put("rossi survival", paste0(sub("financial_aid=", "", s$strata[i]), "@", s$time[i]), survival = s$surv[i], standardError = s$std.err[i], lower = s$lower[i], upper = s$upper[i], atRisk = s$n.risk[i])
l <- survdiff(Surv(week, arrest) ~ financial_aid, rossi); put("rossi survival", "log-rank", statistic = l$chisq, pValue = pchisq(l$chisq, 1, lower.tail = FALSE))
l <- survdiff(Surv(durat, back) ~ workprg, recid); put("recid survival", "log-rank", statistic = l$chisq, pValue = pchisq(l$chisq, 1, lower.tail = FALSE))
cox_case <- function(case, formula, d, ties) {
  current <<- d; c <- coxph(formula, current, ties = ties, control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 50)); s <- summary(c); z <- cox.zph(c); V <- vcov(c); b <- coef(c)
  for (i in seq_along(b)) put(case, named(names(b)[i]), estimate = b[[i]], standardError = sqrt(V[i, i]), statistic = b[[i]] / sqrt(V[i, i]),
    pValue = 2 * pnorm(-abs(b[[i]] / sqrt(V[i, i]))), lower = b[[i]] - qnorm(.975) * sqrt(V[i, i]), upper = b[[i]] + qnorm(.975) * sqrt(V[i, i]))
  put(case, "model", logLikelihood = c$loglik[2], nullLogLikelihood = c$loglik[1], likelihoodRatio = s$logtest[[1]], score = s$sctest[[1]],
    concordance = s$concordance[[1]], zphGlobal = z$table["GLOBAL", "chisq"], zphFirst = z$table[1, "chisq"], events = c$nevent, observations = c$n)
}
fc <- Surv(week, arrest) ~ financial_aid + age + race + work_experience + married + parole + prior_convictions
cox_case("rossi cox", fc, rossi, "efron"); cox_case("rossi cox breslow", fc, rossi, "breslow")
cox_case("rossi cox strata", Surv(week, arrest) ~ financial_aid + age + prior_convictions + strata(race), rossi, "efron")
cox_case("recid cox", Surv(durat, back) ~ workprg + priors + tserved + felon + alcohol + drugs + black + married + educ + age, recid, "efron")
# Competing causes: whoever came back, by the kind of the offence that they had been in prison for.
recid$cause <- ifelse(recid$back == 0, 0, ifelse(recid$property == 1, 1, 2))
ci <- survfit(Surv(durat, factor(cause, 0:2, c("none", "property", "other"))) ~ 1, recid); s <- summary(ci, times = c(12, 36, 72))
for (i in 1:3) put("recid causes", as.character(s$time[i]), property = s$pstate[i, 2], propertyError = s$std.err[i, 2], other = s$pstate[i, 3])
w <- crr(recid$durat, recid$cause, as.matrix(recid[, c("workprg", "priors", "age")]), failcode = 1, cencode = 0, gtol = 1e-12, maxiter = 100)
for (i in 1:3) put("recid fine-gray", names(w$coef)[i], estimate = w$coef[[i]], standardError = sqrt(w$var[i, i]))
# Matching: the work programme of Wooldridge's data.
p <- glm(workprg ~ black + alcohol + drugs + married + felon + property + priors + educ + age + tserved, binomial, recid, control = tight)
score <- predict(p); treated <- recid$workprg
brute <- function(score, treated, caliper) {
  free <- treated == 0; chosen <- rep(NA, length(score)); at <- which(treated == 1)
  for (i in at[order(-score[at], at)]) { j <- which(free); if (!length(j)) break; d <- abs(score[j] - score[i]); k <- j[which.min(d)]
    if (min(d) <= caliper * sd(score)) { chosen[i] <- k; free[k] <- FALSE } }
  chosen
}
# MatchIt 4.5.1 cuts distances to whole numbers, so it is asked with scores ten million times as large, without ties.
large <- 1e7 * (score + seq_along(score) * 1e-9)
for (width in c(NA, 0.2)) {
  mm <- suppressWarnings(matchit(workprg ~ age, recid, distance = large, m.order = "largest", caliper = if (is.na(width)) NULL else width))
  theirs <- as.integer(mm$match.matrix[, 1]); mine <- brute(large, treated, if (is.na(width)) Inf else width)[as.integer(rownames(mm$match.matrix))]
  cat("caliper", width, "differs from MatchIt for", sum(is.na(theirs) != is.na(mine) | (theirs != mine) %in% TRUE), "of", length(mine), "\n")
}
ch <- brute(score, treated, 0.2); t <- which(!is.na(ch)); o <- ch[t]; n <- length(t)
diff <- function(x, binary = FALSE) { a <- x[treated == 1]; b <- x[treated == 0]
  v <- (var(a) + var(b)) / 2; c(before = (mean(a) - mean(b)) / sqrt(v), after = (mean(x[t]) - mean(x[o])) / sqrt(v)) }
for (k in c("age", "priors", "tserved")) put("recid match", k, diff(recid[[k]]))
y <- recid$back; p1 <- mean(y[t]); p0 <- mean(y[o]); se <- sqrt(p1 * (1 - p1) / n + p0 * (1 - p0) / n)
put("recid match", "binary", matched = n, treated = p1, comparison = p0, standardError = se, lower = p1 - p0 - qnorm(.975) * se, upper = p1 - p0 + qnorm(.975) * se,
  pValue = 2 * pnorm(-abs((p1 - p0) / se)))
f1 <- recid$rules[t]; f0 <- recid$rules[o]; se <- sqrt(var(f1) / n + var(f0) / n); put("recid match", "frequency", treated = mean(f1), comparison = mean(f0), standardError = se)
d1 <- recid$durat[t][y[t] == 1]; d0 <- recid$durat[o][y[o] == 1]; put("recid match", "time", treated = mean(d1), comparison = mean(d0), standardError = sqrt(var(d1) / length(d1) + var(d0) / length(d0)))
odds <- exp(score[treated == 0]); wt <- odds * sum(treated) / sum(odds); yw <- sum(wt * y[treated == 0]) / sum(wt)
put("recid weighting", "binary", treated = mean(y[treated == 1]), comparison = yw, effectiveSize = sum(wt)^2 / sum(wt^2))
# Risk factors: crude, Mantel-Haenszel and adjusted.
x <- table(factor(rossi$work_experience, 0:1), rossi$arrest)[, 2:1]; mh <- mantelhaen.test(table(factor(rossi$work_experience, 1:0), factor(rossi$arrest, 1:0), rossi$race), exact = FALSE)
ma <- glm(arrest ~ work_experience + married + race, binomial, rossi, control = tight); s <- summary(ma)$coefficients
put("rossi factors", "work_experience", mh = mh$estimate[[1]], crude = (x[2, 1] * x[1, 2]) / (x[2, 2] * x[1, 1]), adjusted = exp(coef(ma)[["work_experience"]]), pValue = s["work_experience", 4])
put("rossi factors", "married", adjusted = exp(coef(ma)[["married"]]), pValue = s["married", 4])
# Imputation: convictions missing for some of the young, and marriage at random, imputed by mice.
rossi$prior_convictions[(seq_len(nrow(rossi)) * 7) %% 10 < 4 & rossi$age < 24] <- NA
rossi$married[(seq_len(nrow(rossi)) * 3) %% 13 == 0] <- NA
d <- rossi[, c("arrest", "age", "prior_convictions", "married")]; d$married <- factor(d$married)
i <- mice(d, m = 200, maxit = 10, seed = 1, printFlag = FALSE, method = c("", "", "pmm", "logreg"))
q <- summary(pool(with(i, glm(arrest ~ age + prior_convictions + married, family = binomial))))
for (r in 1:nrow(q)) put("rossi imputed", sub("married1", "married", q$term[r]), estimate = q$estimate[r], standardError = q$std.error[r])
f <- "Tests/ReoffendingTests/Reference/people-models.csv"
version <- function(p) paste(p, packageVersion(p))
writeLines(paste("# R", getRversion(), paste(sapply(c("MASS", "sandwich", "survival", "brglm2", "pROC", "cmprsk", "MatchIt", "mice"), version), collapse = " "),
  "Tools/reference/people-models.R"), f)
d <- do.call(rbind, rows); d$value <- sprintf("%.17g", d$value)
suppressWarnings(write.table(d, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

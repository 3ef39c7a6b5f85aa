# The models of Benchmarks/models/run in R, each time with reading left out: Rscript job.R FOLDER
suppressMessages({ library(survival); library(metafor); library(lme4) })
folder <- commandArgs(TRUE)[1]
read <- function() read.csv(file.path(folder, "people.csv"))
if (requireNamespace("data.table", quietly = TRUE)) read <- function() data.table::fread(file.path(folder, "people.csv"), data.table = FALSE)
cat(sprintf("reading,%.3f,\n", system.time(people <- read())[["elapsed"]])); effects <- read.csv(file.path(folder, "effects.csv"))
job <- function(name, fit, value) {
  time <- tryCatch(system.time(m <- fit())[["elapsed"]], error = function(e) { message(name, ": ", conditionMessage(e)); NA })
  cat(sprintf("%s,%.3f,%.10g\n", name, time, if (is.na(time)) NA else value(m)))
}
job("cox-frailty", function() coxph(Surv(days, reoffended) ~ age + prior + treated + frailty(area), people), function(m) coef(m)[["treated"]])
# Ours tests in the same breath whether the ratios stay the same over time.
job("cox-predict", function() { m <- coxph(Surv(days, reoffended) ~ age + prior + treated, people); cox.zph(m)
  summary(survfit(m, newdata = people[1:1000, ], conf.type = "log-log"), times = 365)$surv }, function(s) mean(s))
# Ours compares these four distributions by the likelihood of each, whichever is asked for.
distributions <- function() sapply(c("exponential", "weibull", "lognormal", "loglogistic"), function(name)
  survreg(Surv(days, reoffended) ~ age + prior + treated, people, dist = name), simplify = FALSE)
# flexsurv is not everywhere; where it is, this is its model.
if (requireNamespace("flexsurv", quietly = TRUE))
  job("royston-parmar", function() { distributions(); flexsurv::flexsurvspline(Surv(days, reoffended) ~ age + prior + treated, people, k = 2) },
    function(m) coef(m)[["treated"]]) else
  # Without it the least that such a fit costs in R: the likelihood and its gradient, vectorised, by BFGS.
  job("royston-parmar", function() {
    distributions()
    x <- as.matrix(people[c("age", "prior", "treated")]); x <- cbind(1, sweep(x, 2, colMeans(x))); l <- log(people$days); e <- people$reoffended == 1
    k <- quantile(l[e], seq(0, 1, length.out = 4)); cube <- function(u) pmax(u, 0)^3; square <- function(u) 3 * pmax(u, 0)^2
    w <- (k[4] - k[2:3]) / (k[4] - k[1]); base <- function(f) sapply(1:2, function(j) f(l - k[j + 1]) - w[j] * f(l - k[1]) - (1 - w[j]) * f(l - k[4]))
    z <- cbind(x, l, base(cube)); d <- cbind(0 * x, 1, base(square))[e, ]
    f <- function(b) { r <- drop(d %*% b); if (any(r <= 0)) return(1e12); n <- drop(z %*% b); -(sum(n[e]) + sum(log(r)) - sum(exp(n))) }
    g <- function(b) { n <- drop(z %*% b); -(colSums(z[e, ]) + colSums(d / drop(d %*% b)) - drop(crossprod(z, exp(n)))) }
    optim(c(-6, 0, 0, 0, 1, 0, 0), f, g, method = "BFGS", control = list(maxit = 500, reltol = 1e-12), hessian = TRUE)
  }, function(m) m$par[4])
job("weibull", distributions, function(m) coef(m$weibull)[["treated"]])
job("weibull-alone", function() survreg(Surv(days, reoffended) ~ age + prior + treated, people), function(m) coef(m)[["treated"]])
tenth <- people[seq_len(min(nrow(people), 100000)), ]
tenth$ending <- factor(tenth$ending, levels = c("none", "reoffended", "other"))
job("fine-gray", function() {
  rows <- finegray(Surv(days, ending) ~ ., data = tenth, etype = "reoffended")
  coxph(Surv(fgstart, fgstop, fgstatus) ~ age + prior + treated, weights = fgwt, data = rows, ties = "breslow")
}, function(m) coef(m)[["treated"]])
job("survival", function() { survfit(Surv(days, reoffended) ~ treated, people, conf.type = "log-log")
  survdiff(Surv(days, reoffended) ~ treated, people) }, function(m) m$chisq)
job("clustered", function() { m <- glm(again ~ age + prior + treated, binomial, people); sandwich::vcovCL(m, people$area); m },
  function(m) coef(m)[["treated"]])
job("probit", function() glm(again ~ age + prior + treated, binomial("probit"), people), function(m) coef(m)[["treated"]])
job("splines", function() glm(again ~ splines::ns(age, 4) + prior + treated, binomial, people), function(m) coef(m)[["treated"]])
job("random-intercept", function() glmer(again ~ age + prior + treated + (1 | area), people, binomial), function(m) fixef(m)[["treated"]])
# Areas held equal, with a column for each: of as many people as the memory of the machine has room for.
job("absorb-linear", function() lm(again ~ age + prior + treated + area, transform(tenth, area = factor(area))), function(m) coef(m)[["treated"]])
some <- people[seq_len(min(nrow(people), 20000)), ]
some$area <- factor(some$area)
job("absorb-logistic", function() glm(again ~ age + prior + treated + area, binomial, some), function(m) coef(m)[["treated"]])
# The same of all by hand: collapse takes the means of areas off, and nothing is known of errors and tests.
suppressMessages(library(collapse))
job("collapse-linear", function() { x <- fwithin(as.matrix(people[c("age", "prior", "treated")]), people$area)
  lm.fit(x, fwithin(as.numeric(people$again), people$area)) }, function(m) m$coefficients[["treated"]])
job("collapse-weighted", function() {
  x <- as.matrix(people[c("age", "prior", "treated")]); y <- people$again; g <- GRP(people$area); eta <- rep(qlogis(mean(y)), length(y)); old <- Inf
  repeat {
    mu <- plogis(eta); w <- mu * (1 - mu); z <- eta + (y - mu) / w
    r <- lm.wfit(fwithin(x, g, w), zt <- fwithin(z, g, w), w); eta <- z - r$residuals
    dev <- -2 * sum(log(ifelse(y == 1, plogis(eta), plogis(-eta)))); if (abs(dev - old) < 1e-8 * (abs(dev) + 0.1)) break; old <- dev
  }
  r }, function(m) m$coefficients[["treated"]])
job("meta-within", function() rma.mv(effect, error^2, random = ~ 1 | study/number, data = effects, sparse = TRUE), function(m) coef(m)[[1]])

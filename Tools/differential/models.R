# Random files and calls of regressions, survival, tables and predictions against R.
#
#   Rscript models.R TOOL CALLS SEED FOLDER
suppressPackageStartupMessages({
  library(survival)
  library(jsonlite)
})
words <- commandArgs(trailingOnly = TRUE)
tool <- words[1]
calls <- as.integer(words[2])
set.seed(as.integer(words[3]))
folder <- normalizePath(words[4])
has <- function(package) requireNamespace(package, quietly = TRUE)

pick <- function(values) values[[sample.int(length(values), 1)]]
chance <- function(p) runif(1) < p
column <- function(rows, name) sapply(rows, function(row) { v <- row[[name]]; if (is.null(v)) NA_real_ else as.numeric(v) })
value <- function(x) if (is.null(x)) NA_real_ else as.numeric(x)

# Numbers that are compared: a name, ours, R's, and the difference that is allowed, relative to the number or to what is
# given beside it, such as its standard error.
field <- function(name, ours, theirs, tolerance = 1e-6, beside = 0) list(name = name, ours = ours, theirs = theirs, tolerance = tolerance, beside = beside)

disagrees <- function(f) {
  ours <- as.numeric(unlist(f$ours)); theirs <- as.numeric(unlist(f$theirs))
  if (length(ours) != length(theirs)) return(sprintf("%s: %d numbers, R %d", f$name, length(ours), length(theirs)))
  if (!length(theirs)) return(sprintf("%s: nothing to compare", f$name))
  blank <- function(x) is.na(x) | is.nan(x) | is.infinite(x)
  different <- blank(ours) != blank(theirs)
  known <- !blank(ours) & !blank(theirs)
  scale <- pmax(abs(theirs), f$beside, if (any(known)) 1e-4 * max(abs(theirs[known])) else 1)
  different[known] <- (abs(ours - theirs) > f$tolerance * scale + 1e-10)[known]
  if (!any(different)) return(character())
  k <- which(different)[1]
  sprintf("%s[%d]: %.12g, R %.12g", f$name, k, ours[k], theirs[k])
}

people <- function(n = pick(c(40, 80, 200, 600, 1500))) {
  d <- data.frame(
    x = round(rnorm(n), 3), z = round(rexp(n, 0.4), 2), age = sample(18:70, n, TRUE),
    g = sample(c("a", "b", "c", "d")[seq_len(sample(2:4, 1))], n, TRUE), h = sample(c("no", "yes"), n, TRUE, prob = c(0.7, 0.3)),
    area = sample(paste0("area ", 1:8), n, TRUE), w = sample(1:5, n, TRUE), exposure = round(runif(n, 0.3, 4), 2))
  eta <- -0.4 + 0.5 * d$x - 0.02 * (d$age - 40) + 0.6 * (d$h == "yes") + 0.3 * (d$g == "b")
  d$y <- rbinom(n, 1, plogis(eta))
  d$trials <- sample(3:40, n, TRUE)
  d$events <- rbinom(n, d$trials, plogis(eta))
  d$others <- d$trials - d$events
  d$count <- rnbinom(n, size = 3, mu = d$exposure * exp(0.2 + 0.3 * d$x))
  d$amount <- round(10 + 2 * eta + rnorm(n), 3)
  d
}

# Some values of some columns are missing, as in every file of people.
holed <- function(d, columns) {
  for (name in columns[runif(length(columns)) < 0.5]) d[[name]][runif(nrow(d)) < 0.04] <- NA
  d
}

# A fit that runs away to infinity is no answer, also where R gives one without a word.
finite <- function(m) {
  if (any(is.na(coef(m)))) stop("aliased columns: singular")
  se <- sqrt(diag(vcov(m)))
  if (any(!is.finite(se) | (abs(coef(m)) > 8 & se > 20 * abs(coef(m))))) stop("infinite")
  m
}

stored <- function(d, number) {
  path <- file.path(folder, sprintf("case-%05d.csv", number))
  write.csv(d, path, row.names = FALSE, quote = FALSE, na = pick(c("", "NA")))
  path
}

# Of predictors without their last digits: R's differ in them between rows that have the same covariates, so that ties are broken.
concordance_of <- function(m) {
  own <- unname(m$concordance["concordance"])
  if (length(attr(m$terms, "specials")$strata)) return(own)
  concordancefit(m$y, round(m$linear.predictors, 10), weights = m$weights, reverse = TRUE)$concordance
}

terms_drawn <- function() {
  pool <- c("x", "age", "g", "h", "z", "I(age^2)", "log(age)", "sqrt(z)", "poly(x, 2)", "cut(age, c(0, 25, 40, 100))",
    "scale(age)", "x:age", "g:h", "x * h", "factor(g, ref = \"b\")", "I(x * z)", "exp(x / 3)", "log2(age)", "ns(age, 3)", "bs(x, df = 4)")
  drawn <- unique(sample(pool, sample(1:4, 1)))
  if (sum(grepl("age", drawn)) > 2) drawn <- drawn[!grepl("age", drawn) | drawn == "age"]
  if (any(grepl("factor", drawn))) drawn <- setdiff(drawn, c("g", "g:h"))
  # A polynomial lies within the splines, which R does not see at the accuracy that is asked of it here.
  if (any(grepl("^bs", drawn))) drawn <- drawn[!grepl("^poly", drawn)]
  if (!length(drawn)) drawn <- "x"
  paste(drawn, collapse = " + ")
}

in_r <- function(terms) gsub("factor\\(g, ref = \"b\"\\)", "relevel(factor(g), ref = \"b\")", terms)

regression <- function(number) {
  d <- people()
  terms <- terms_drawn()
  if (chance(0.4)) d <- holed(d, c("x", "age", "g", "h", "z"))
  kind <- pick(c("binomial", "binomial", "binomial", "grouped", "poisson", "quasipoisson", "quasibinomial", "gaussian", "negative-binomial"))
  outcome <- switch(kind, grouped = "cbind(events, others)", poisson = , quasipoisson = , `negative-binomial` = "count", gaussian = "amount", "y")
  family <- if (kind == "grouped") "binomial" else kind
  call <- c("--formula", paste(outcome, "~", terms), "--family", family)
  link <- NULL
  if (kind %in% c("binomial", "grouped") && chance(0.4)) link <- pick(c("probit", "cloglog"))
  if (!is.null(link)) call <- c(call, "--link", link)
  weights <- if (kind %in% c("gaussian", "poisson", "quasipoisson") && chance(0.3)) d$w
  if (!is.null(weights)) call <- c(call, "--weights", "w", "--weights-are", "precision")
  exposure <- kind %in% c("poisson", "quasipoisson", "negative-binomial") && chance(0.5)
  if (exposure) call <- c(call, "--exposure", "exposure")
  errors <- if (kind %in% c("binomial", "grouped", "poisson") && is.null(weights) && has("sandwich")) pick(c("model", "model", "hc0", "hc1", "hc2", "hc3", "cluster")) else "model"
  if (errors == "cluster") call <- c(call, "--cluster", "area") else if (errors != "model") call <- c(call, "--standard-errors", errors)
  level <- pick(c(0.9, 0.95, 0.99))
  call <- c("fit", stored(d, number), call, "--level", level)

  d$h <- as.integer(d$h == "yes")
  if (exposure) d$logarithm <- log(d$exposure) else d$logarithm <- 0
  environment_of <- paste(outcome, "~", in_r(terms))
  suppressPackageStartupMessages(library(splines))
  formula <- as.formula(environment_of)
  people_read <- nrow(d)
  d <- d[complete.cases(d[all.vars(formula)]), ]
  reference <- function() {
    d$weight <- if (is.null(weights)) rep(1, nrow(d)) else weights
    control <- glm.control(epsilon = 1e-15, maxit = 200)
    # With so small an epsilon glm no longer sees a column that is a sum of others.
    X <- model.matrix(formula, d)
    if (qr(X, tol = 1e-9)$rank < ncol(X)) stop("aliased columns: singular")
    if (kind == "negative-binomial") {
      m <- MASS::glm.nb(update(formula, . ~ . + offset(logarithm)), data = d, control = glm.control(epsilon = 1e-12, maxit = 200))
    } else {
      f <- switch(family, binomial = binomial(if (is.null(link)) "logit" else link), quasibinomial = quasibinomial(), poisson = poisson(),
        quasipoisson = quasipoisson(), gaussian = gaussian())
      m <- glm(formula, family = f, data = d, weights = weight, offset = logarithm, control = control)
    }
    finite(m)
  }
  compare <- function(said, m) {
    covariance <- switch(errors, model = vcov(m), cluster = sandwich::vcovCL(m, d$area, type = "HC0", cadjust = TRUE), sandwich::vcovHC(m, toupper(errors)))
    se <- sqrt(diag(covariance))
    z <- qnorm((1 + level) / 2)
    dispersed <- family %in% c("quasibinomial", "quasipoisson", "gaussian")
    if (dispersed) z <- qt((1 + level) / 2, m$df.residual)
    loose <- if (kind == "negative-binomial") 1e-4 else 1e-6
    p <- if (dispersed) 2 * pt(-abs(coef(m) / se), m$df.residual) else 2 * pnorm(-abs(coef(m) / se))
    got <- list(
      field("estimate", column(said$coefficients, "estimate"), coef(m), loose, se),
      field("standardError", column(said$coefficients, "standardError"), se, loose),
      field("lower", column(said$coefficients, "lower"), coef(m) - z * se, loose * 10, se),
      field("pValue", column(said$coefficients, "pValue"), p, loose * 1e3),
      field("deviance", value(said$deviance), deviance(m), loose),
      field("observations", c(value(said$observations), value(said$excluded)), c(nrow(d), people_read - nrow(d))))
    if (!dispersed) got <- c(got, list(field("logLikelihood", value(said$logLikelihood), as.numeric(logLik(m)), loose)))
    if (dispersed) got <- c(got, list(field("dispersion", value(said$dispersion), summary(m)$dispersion, loose)))
    if (kind == "negative-binomial") got <- c(got, list(field("theta", value(said$theta), m$theta, 1e-3)))
    got
  }
  list(call = call, reference = reference, compare = compare)
}

times <- function(d) {
  n <- nrow(d)
  rate <- exp(-4 + 0.4 * d$x - 0.01 * (d$age - 40) + 0.3 * (d$h == "yes"))
  event <- rexp(n, rate); end <- runif(n, 10, 120)
  d$time <- pmin(event, end)
  d$time <- if (chance(0.6)) ceiling(d$time) else round(d$time, 3) + 0.001
  d$failed <- as.integer(event <= end)
  d$entry <- pmax(0, floor(d$time * runif(n, -0.5, 0.9)))
  d$entry[d$entry >= d$time] <- 0
  d$cause <- ifelse(d$failed == 0, 0, sample(c("theft", "violence"), n, TRUE))
  d
}

hazards <- function(number) {
  d <- times(people())
  terms <- terms_drawn()
  if (chance(0.3)) d <- holed(d, c("x", "age", "g", "h", "z"))
  ties <- pick(c("efron", "breslow"))
  call <- c("--time", "time", "--event", "failed", "--terms", terms, "--ties", ties)
  strata <- chance(0.25); late <- chance(0.3); weighted <- chance(0.2)
  errors <- pick(c("model", "model", "robust", "cluster"))
  if (strata) call <- c(call, "--strata", "area")
  if (late) call <- c(call, "--entry", "entry")
  if (weighted) call <- c(call, "--weights", "w", "--weights-are", "sampling")
  if (errors == "robust" && !weighted) call <- c(call, "--robust")
  if (errors == "cluster") call <- c(call, "--cluster", "area")
  call <- c("cox", stored(d, number), call)
  d$h <- as.integer(d$h == "yes")
  d$row <- seq_len(nrow(d))
  suppressPackageStartupMessages(library(splines))
  left <- if (late) "Surv(entry, time, failed)" else "Surv(time, failed)"
  formula <- as.formula(paste(left, "~", in_r(terms), if (strata) "+ strata(area)" else ""))
  d <- d[complete.cases(d[all.vars(formula)]), ]
  reference <- function() {
    d$weight <- if (weighted) d$w else rep(1, nrow(d))
    robust <- weighted || errors != "model"
    control <- coxph.control(eps = 1e-12, iter.max = 100, toler.chol = 1e-14)
    m <- if (errors == "cluster") coxph(formula, data = d, weights = weight, cluster = area, ties = ties, control = control, robust = TRUE)
      else if (robust) coxph(formula, data = d, weights = weight, cluster = row, ties = ties, control = control, robust = TRUE)
      else coxph(formula, data = d, ties = ties, control = control)
    finite(m)
  }
  compare <- function(said, m) {
    se <- sqrt(diag(vcov(m)))
    got <- list(
      field("estimate", column(said$coefficients, "estimate"), coef(m), 1e-6, se),
      field("standardError", column(said$coefficients, "standardError"), se),
      field("pValue", column(said$coefficients, "pValue"), 2 * pnorm(-abs(coef(m) / se)), 1e-3),
      field("logLikelihood", value(said$logLikelihood), m$loglik[2]),
      field("nullLogLikelihood", value(said$nullLogLikelihood), m$loglik[1]),
      field("score", value(said$tests$score$statistic), m$score, 1e-5),
      field("concordance", value(said$concordance), concordance_of(m), 1e-5))
    if (!late && !weighted && errors == "model") {
      z <- tryCatch(cox.zph(m, terms = FALSE)$table, error = function(e) NULL)
      if (!is.null(z)) got <- c(got, list(field("zph", value(said$proportionalHazards$global$statistic), z["GLOBAL", "chisq"], 1e-5)))
    }
    got
  }
  list(call = call, reference = reference, compare = compare)
}

curves <- function(number) {
  d <- times(people())
  limits <- pick(c("log-log", "log", "plain", "arcsine"))
  level <- pick(c(0.8, 0.95, 0.99))
  at <- sort(sample(1:60, 3))
  until <- pick(c(20, 35))
  test <- pick(c("log-rank", "peto"))
  strata <- chance(0.3)
  call <- c("survival", stored(d, number), "--time", "time", "--event", "failed", "--by", "g", "--limits", limits, "--level", level,
    "--at", paste(at, collapse = ","), "--restricted-mean", until, "--test", test)
  if (strata) call <- c(call, "--strata", "area")
  reference <- function() {
    type <- c(`log-log` = "log-log", log = "log", plain = "plain", arcsine = "arcsin")[[limits]]
    groups <- unique(d$g)
    list(
      fits = lapply(groups, function(one) survfit(Surv(time, failed) ~ 1, data = d[d$g == one, ], conf.type = type, conf.int = level)),
      groups = groups,
      test = if (strata) survdiff(Surv(time, failed) ~ g + strata(area), data = d, rho = test == "peto") else survdiff(Surv(time, failed) ~ g, data = d, rho = test == "peto"))
  }
  compare <- function(said, r) {
    got <- list()
    by <- sapply(said$shares, function(s) s$by); when <- column(said$shares, "time")
    for (k in seq_along(r$groups)) {
      name <- paste0("g=", r$groups[k])
      mine <- said$shares[(by == name | by == paste0("g: ", r$groups[k]) | by == r$groups[k])]
      last <- max(r$fits[[k]]$time)
      mine <- mine[column(mine, "time") <= last]
      s <- summary(r$fits[[k]], times = column(mine, "time"))
      some <- s$n.risk > 0 & s$surv > 0 & s$surv < 1
      mine <- mine[some]
      if (any(some)) got <- c(got, list(
        field(paste("survival", name), column(mine, "survival"), s$surv[some], 1e-9),
        field(paste("standardError", name), column(mine, "standardError"), s$std.err[some], 1e-8),
        field(paste("lower", name), column(mine, "lower"), s$lower[some], 1e-7),
        field(paste("upper", name), column(mine, "upper"), s$upper[some], 1e-7)))
      means <- said$restrictedMeans[sapply(said$restrictedMeans, function(m) m$by) %in% c(name, paste0("g: ", r$groups[k]), r$groups[k])]
      if (length(means) && last >= until) {
        t <- summary(r$fits[[k]], rmean = until)$table
        got <- c(got, list(field(paste("mean", name), value(means[[1]]$mean), t[["rmean"]], 1e-8),
          field(paste("mean error", name), value(means[[1]]$standardError), t[["se(rmean)"]], 1e-7)))
      }
    }
    if (length(by) != length(r$groups) * length(at)) got <- c(got, list(field("shares", length(by), length(r$groups) * length(at))))
    c(got, list(field("test", value(said$logRank$statistic), r$test$chisq, 1e-8)))
  }
  list(call = call, reference = reference, compare = compare)
}

causes <- function(number) {
  d <- times(people())
  groups <- unique(d$g)
  call <- c("survival", stored(d, number), "--time", "time", "--cause", "cause", "--by", "g")
  reference <- function() lapply(groups, function(one) survfit(Surv(time, factor(cause, c("0", "theft", "violence"))) ~ 1, data = d[d$g == one, ]))
  compare <- function(said, r) {
    got <- list()
    for (mine in said$groups) {
      k <- match(sub("^g[:=] ?", "", mine$by), groups)
      s <- summary(r[[k]], times = as.numeric(unlist(mine$times)) + 1e-7, extend = TRUE)
      if (length(mine$times)) got <- c(got, list(field(paste(mine$by, mine$cause), as.numeric(unlist(mine$incidence)), s$pstate[, which(r[[k]]$states == mine$cause)], 1e-9)))
    }
    if (!length(got)) got <- list(field("groups", 0, length(groups)))
    got
  }
  list(call = call, reference = reference, compare = compare)
}

smaller <- function(number) {
  d <- people()
  terms <- sample(c("x", "age", "g", "h", "z", "I(age^2)", "x:age"), sample(2:5, 1))
  fewer <- terms[seq_len(sample(0:(length(terms) - 1), 1))]
  count <- chance(0.4)
  outcome <- if (count) "count" else "y"
  right <- function(names) paste(outcome, "~", if (length(names)) paste(names, collapse = " + ") else "1")
  call <- c("fit", stored(d, number), "--formula", right(terms), "--against", right(fewer), "--family", if (count) "poisson" else "binomial", "--intervals", "profile")
  d$h <- as.integer(d$h == "yes")
  reference <- function() {
    family <- if (count) poisson() else binomial()
    control <- glm.control(epsilon = 1e-15, maxit = 200)
    m <- finite(glm(as.formula(right(terms)), family, d, control = control))
    # Bisection of the profile itself: R's own limits are interpolated.
    target <- qchisq(0.95, 1)
    profile_limit <- function(k, side) {
      X <- model.matrix(m); b <- coef(m)[k]; se <- sqrt(diag(vcov(m)))[k]
      # In steps from the estimate, each beginning where the one before ended: glm has no smaller steps where the deviance rises.
      beyond <- function(value) {
        start <- coef(m)[-k]
        for (step in seq(b, value, length.out = 21)[-1]) {
          fit <- suppressWarnings(glm.fit(X[, -k, drop = FALSE], m$y, offset = X[, k] * step, family = family, start = start, control = control))
          start <- fit$coefficients
        }
        deviance(fit) - deviance(m) - target
      }
      uniroot(beyond, sort(c(b, b + side * 4 * se)), tol = 1e-9 * se, extendInt = if (side > 0) "upX" else "downX")$root
    }
    k <- length(coef(m))
    list(large = m, test = anova(glm(as.formula(right(fewer)), family, d, control = control), m, test = "LRT"), limits = c(profile_limit(k, -1), profile_limit(k, 1)))
  }
  compare <- function(said, r) list(
    field("statistic", value(said$comparison$test$statistic), r$test$Deviance[2]),
    field("df", value(said$comparison$test$df), r$test$Df[2]),
    field("pValue", value(said$comparison$test$pValue), r$test$`Pr(>Chi)`[2], 1e-4),
    field("profile", c(value(said$coefficients[[length(said$coefficients)]]$lower), value(said$coefficients[[length(said$coefficients)]]$upper)), r$limits, 1e-5))
  list(call = call, reference = reference, compare = compare)
}

conditions <- function(number) {
  d <- holed(people(), c("x", "age", "g", "h"))
  one <- function() pick(list(
    function() sprintf("age %s %d", pick(c(">", ">=", "<", "<=", "=", "!=")), sample(20:65, 1)),
    function() sprintf("g = \"%s\"", pick(c("a", "b"))), function() "h != \"yes\"", function() "not (age > 40)",
    function() "x + z > 1.5", function() "age / 2 - z < 18", function() "log(age) > 3.6 and x < 1"))()
  text <- one()
  for (k in seq_len(sample(0:2, 1))) text <- paste0("(", text, ") ", pick(c("and", "or")), " (", one(), ")")
  call <- c("rates", stored(d, number), "--outcome", "y", "--by", "area", "--where", text)
  meaning <- gsub("([^<>!])=", "\\1==", text)
  meaning <- gsub(" and ", " & ", gsub(" or ", " | ", gsub("not ", "! ", meaning)))
  reference <- function() {
    known <- with(d, eval(parse(text = meaning)))
    kept <- d[known %in% TRUE, ]
    if (!nrow(kept)) stop("singular: no row is kept")
    kept
  }
  compare <- function(said, r) {
    by <- sapply(said$groups, function(x) x$by$area)
    list(field("trials", column(said$groups, "trials")[order(by)], as.numeric(table(r$area))),
      field("events", column(said$groups, "events")[order(by)], as.numeric(tapply(r$y, r$area, sum))))
  }
  list(call = call, reference = reference, compare = compare)
}

strata_of_tables <- function(number) {
  d <- people(pick(c(80, 300, 1200)))
  adjusted <- chance(0.6)
  call <- c("factors", stored(d, number), "--outcome", "y", "--factors", "h", if (adjusted) c("--adjust", "g"))
  reference <- function() {
    t <- table(factor(d$h, c("yes", "no")), factor(d$y, c(1, 0)))
    list(table = t, chi = suppressWarnings(chisq.test(t, correct = FALSE)), fisher = fisher.test(t),
      mantel = if (adjusted) mantelhaen.test(table(factor(d$h, c("yes", "no")), factor(d$y, c(1, 0)), d$g)))
  }
  compare <- function(said, r) {
    f <- said$factors[[1]]; t <- r$table
    got <- list(
      field("events", value(f$exposed$events), t[1, 1]),
      field("oddsRatio", value(f$oddsRatio$estimate), t[1, 1] * t[2, 2] / t[1, 2] / t[2, 1], 1e-9),
      field("riskRatio", value(f$riskRatio$estimate), t[1, 1] / sum(t[1, ]) / (t[2, 1] / sum(t[2, ])), 1e-9))
    got <- c(got, list(if (f$test$method == "fisher") field("fisher", value(f$test$pValue), r$fisher$p.value, 1e-7) else field("chi-squared", value(f$test$statistic), r$chi$statistic, 1e-9)))
    if (adjusted) got <- c(got, list(
      field("Mantel-Haenszel", value(f$stratified$oddsRatio$estimate), r$mantel$estimate, 1e-9),
      field("lower", value(f$stratified$oddsRatio$lower), r$mantel$conf.int[1], 1e-7),
      field("upper", value(f$stratified$oddsRatio$upper), r$mantel$conf.int[2], 1e-7),
      field("test", value(f$stratified$test$statistic), r$mantel$statistic, 1e-8)))
    got
  }
  list(call = call, reference = reference, compare = compare)
}

predictions <- function(number) {
  d <- people()
  d$p <- round(plogis(-0.3 + 0.4 * d$x + rnorm(nrow(d), 0, 0.3)), 3)
  call <- c("evaluate", stored(d, number), "--outcome", "y", "--predicted", "p", "--predicted-as", "probability")
  reference <- function() {
    l <- qlogis(d$p)
    list(roc = if (has("pROC")) pROC::roc(d$y, d$p, quiet = TRUE, direction = "<"), slope = glm(y ~ l, binomial, data = d, control = glm.control(epsilon = 1e-15, maxit = 200)),
      large = glm(y ~ 1 + offset(l), binomial, data = d, control = glm.control(epsilon = 1e-15, maxit = 200)))
  }
  compare <- function(said, r) {
    got <- list(
      field("brier", value(said$brier), mean((d$p - d$y)^2), 1e-9),
      field("slope", value(said$calibration$slope$estimate), coef(r$slope)[2]),
      field("intercept", value(said$calibration$intercept$estimate), coef(r$slope)[1]),
      field("inTheLarge", value(said$calibration$inTheLarge$estimate), coef(r$large)[1]),
      field("observedOverExpected", value(said$calibration$observedOverExpected), sum(d$y) / sum(d$p), 1e-9))
    if (!is.null(r$roc)) {
      ci <- as.numeric(pROC::ci.auc(r$roc))
      got <- c(got, list(field("auc", value(said$auc$estimate), ci[2], 1e-9), field("auc.lower", value(said$auc$lower), ci[1], 1e-7), field("auc.upper", value(said$auc$upper), ci[3], 1e-7)))
    }
    got
  }
  list(call = call, reference = reference, compare = compare)
}

studies <- function(number) {
  k <- sample(3:15, 1)
  d <- data.frame(study = paste("study", seq_len(k)), n = sample(20:400, k, TRUE), m = sample(20:400, k, TRUE))
  d$a <- pmin(d$n - 1, pmax(1, rbinom(k, d$n, plogis(rnorm(k, -0.8, 0.4)))))
  d$b <- pmin(d$m - 1, pmax(1, rbinom(k, d$m, plogis(rnorm(k, -0.4, 0.4)))))
  measure <- pick(c("risk-ratio", "odds-ratio", "risk-difference")); model <- pick(c("reml", "dersimonian-laird", "fixed")); knapp <- model != "fixed" && chance(0.3)
  call <- c("meta", stored(d, number), "--study", "study", "--events", "a", "--people", "n", "--other-events", "b", "--other-people", "m", "--measure", measure, "--model", model, if (knapp) "--hartung-knapp")
  reference <- function() {
    kind <- c(`risk-ratio` = "RR", `odds-ratio` = "OR", `risk-difference` = "RD")[[measure]]
    metafor::rma(ai = a, n1i = n, ci = b, n2i = m, data = d, measure = kind, method = c(reml = "REML", `dersimonian-laird` = "DL", fixed = "FE")[[model]],
      test = if (knapp) "knha" else "z", control = list(threshold = 1e-12, maxiter = 10000))
  }
  compare <- function(said, r) {
    turn <- if (measure == "risk-difference") identity else exp
    list(
      field("combined", value(said$combined$estimate), turn(r$b[1]), 1e-5),
      field("lower", value(said$combined$lower), turn(r$ci.lb), 1e-5),
      field("upper", value(said$combined$upper), turn(r$ci.ub), 1e-5),
      field("heterogeneity", value(said$heterogeneity$statistic), r$QE, 1e-8),
      field("tauSquared", if (model == "fixed") 0 else value(said$tauSquared), r$tau2, 1e-4))
  }
  list(call = call, reference = reference, compare = compare)
}

standards <- function(number) {
  g <- sample(3:9, 1); s <- sample(2:6, 1)
  d <- expand.grid(area = paste("area", letters[seq_len(g)]), band = paste("band", LETTERS[seq_len(s)]))
  d$people <- sample(30:3000, nrow(d), TRUE); d$reoffenders <- rbinom(nrow(d), d$people, runif(nrow(d), 0.1, 0.5))
  level <- pick(c(0.9, 0.95, 0.998))
  call <- c("standardise", stored(d, number), "--by", "area", "--strata", "band", "--cohort", "people", "--reoffenders", "reoffenders", "--level", level)
  byar <- function(o) {
    z <- qnorm((1 + level) / 2)
    c(ifelse(o == 0, 0, o * (1 - 1 / (9 * o) - z / (3 * sqrt(o)))^3), (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * sqrt(o + 1)))^3)
  }
  reference <- function() {
    n <- tapply(d$people, d$band, sum); rates <- tapply(d$reoffenders, d$band, sum) / n
    lapply(levels(factor(d$area, unique(d$area))), function(a) {
      one <- d[d$area == a, ]; w <- n[as.character(one$band)] / sum(n)
      rate <- sum(w * one$reoffenders / one$people); variance <- sum(w^2 * one$reoffenders / one$people^2)
      o <- sum(one$reoffenders); limits <- rate + sqrt(variance / o) * (byar(o) - o)
      list(direct = rate, lower = limits[1], upper = limits[2], expected = sum(rates[as.character(one$band)] * one$people), observed = o)
    })
  }
  compare <- function(said, r) {
    pickout <- function(name) sapply(r, function(one) one[[name]])
    list(
      field("direct", sapply(said$groups, function(x) value(x$direct$estimate)), pickout("direct"), 1e-9),
      field("lower", sapply(said$groups, function(x) value(x$direct$lower)), pickout("lower"), 1e-9),
      field("upper", sapply(said$groups, function(x) value(x$direct$upper)), pickout("upper"), 1e-9),
      field("expected", sapply(said$groups, function(x) value(x$expected)), pickout("expected"), 1e-9),
      field("ratio", sapply(said$groups, function(x) value(x$ratio$estimate)), pickout("observed") / pickout("expected"), 1e-9))
  }
  list(call = call, reference = reference, compare = compare)
}

kinds <- list(regression = regression, regression = regression, hazards = hazards, hazards = hazards, curves = curves, causes = causes, smaller = smaller, conditions = conditions, tables = strata_of_tables, predictions = predictions, standards = standards)
if (has("metafor")) kinds$studies <- studies

asked <- list(); numbers <- 0; failed <- 0; both <- 0; alone <- 0
for (number in seq_len(calls)) {
  which_one <- sample.int(length(kinds), 1)
  kind <- names(kinds)[which_one]
  case <- kinds[[which_one]](number)
  asked[[kind]] <- (if (is.null(asked[[kind]])) 0 else asked[[kind]]) + 1
  warned <- character()
  r <- tryCatch(withCallingHandlers(case$reference(), warning = function(w) { warned <<- c(warned, conditionMessage(w)); invokeRestart("muffleWarning") }),
    error = function(e) { warned <<- c(warned, conditionMessage(e)); NULL })
  trouble <- is.null(r) || any(grepl("converge|0 or 1 occurred|infinite|beta may be|iteration limit|alternation|step size|singular", warned))
  faults <- tempfile(); answer <- tempfile()
  code <- system2(tool, shQuote(c(case$call, "--format", "json")), stdout = answer, stderr = faults)
  shown <- paste("reoffending", paste(shQuote(case$call), collapse = " "))
  if (code != 0) {
    words <- paste(readLines(faults, warn = FALSE), collapse = " ")
    if (trouble) { both <- both + 1; unlink(case$call[2]) }
    else { failed <- failed + 1; cat(shown, "\n  refused, and R answers: ", substr(words, 1, 400), "\n", sep = "") }
    unlink(c(faults, answer))
    next
  }
  if (trouble) { alone <- alone + 1; unlink(c(faults, answer, case$call[2])); next }
  said <- fromJSON(answer, simplifyVector = FALSE)
  got <- case$compare(said, r)
  numbers <- numbers + sum(sapply(got, function(f) length(unlist(f$theirs))))
  differences <- unlist(lapply(got, disagrees))
  if (length(differences)) { failed <- failed + 1; cat(shown, "\n  ", paste(differences, collapse = "\n  "), "\n", sep = "") }
  else unlink(case$call[2])
  unlink(c(faults, answer))
}
cat(sprintf("differential, R: %d calls (%s), %.0f numbers, %d calls disagree; %d that R and the tool refuse, %d that R alone cannot fit\n", calls,
  paste(sprintf("%s %d", names(asked), unlist(asked)), collapse = ", "), numbers, failed, both, alone))
quit(status = failed > 0)

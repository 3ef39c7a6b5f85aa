# Reference values for Tests/StatisticsTests/Models: Rscript Tools/reference/absorbed.R (in the root of the repository)
# Models with a column for each level written out by factor(), of which those of the levels are left away; HC and clustered errors by
# sandwich. Data: Chung, Schmidt and Witte's recidivism (recid.csv). Levels without both outcomes are taken out beforehand.
suppressMessages(library(sandwich))
out <- "Tests/StatisticsTests/Reference"
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#")
recid <- transform(recid, again = 1 - cens, band = floor(age / 24), half = floor(age / 60), month = follow %% 7, size = 1 + tserved %% 3)
informative <- function(d, y, groups, ceiling) repeat {
  keep <- Reduce(`&`, lapply(groups, function(g) { m <- ave(d[[y]], d[[g]]); m > 0 & (!ceiling | m < 1) }))
  if (all(keep)) return(d)
  d <- d[keep, ]
}
tight <- glm.control(epsilon = 1e-15, maxit = 200)
rows <- list()
add <- function(case, f, data) {
  # Errors are those of the step before the last, so that one more is taken from the estimate.
  for (again in 1:2) if (inherits(f, "glm")) f <- update(f, data = data, start = coef(f))
  keep <- !grepl("factor\\(|Intercept", names(coef(f)))
  keep <- names(coef(f))[keep]
  se <- function(v) sqrt(diag(v))[keep]
  # A row that is a level of its own has leverage 1 and no part in the others' errors.
  rest <- if (max(hatvalues(f)) > 1 - 1e-8) update(f, data = data[hatvalues(f) < 1 - 1e-8, ], start = NULL) else f
  hc <- function(type) se(vcovHC(if (type %in% c("HC2", "HC3")) rest else f, type = type))
  both <- function() { v <- vcovCL(f, ~ educ + half, type = "HC0", multi0 = FALSE); se(v) }
  rows[[length(rows) + 1]] <<- data.frame(case = case, term = keep, estimate = as.numeric(coef(f)[keep]), error = as.numeric(se(vcov(f))),
    hc0 = hc("HC0"), hc1 = hc("HC1"), hc2 = hc("HC2"), hc3 = hc("HC3"), cluster = se(vcovCL(f, ~ half, type = "HC0")), both = both(),
    df = df.residual(f), deviance = deviance(f), logLik = tryCatch(as.numeric(logLik(f)), error = function(e) NA), aic = AIC(f), rows = nobs(f),
    pearson = sum(residuals(f, "pearson")^2))
}
one <- informative(recid, "again", "band", TRUE)
add("logistic", glm(again ~ priors + black * alcohol + factor(band), binomial, one, control = tight), one)
two <- informative(recid, "again", c("band", "educ"), TRUE)
add("logistic-two", glm(again ~ priors + black + alcohol + factor(band) + factor(educ), binomial, two, control = tight), two)
add("probit", glm(again ~ priors + black + factor(band), binomial("probit"), one, control = tight), one)
add("quasibinomial", glm(again ~ priors + black + factor(band), quasibinomial, one, control = tight), one)
count <- informative(recid, "priors", "band", FALSE)
add("poisson", glm(priors ~ black + drugs + married + factor(band), poisson, count, control = tight), count)
counts <- informative(recid, "priors", c("band", "educ"), FALSE)
add("poisson-two", glm(priors ~ black + drugs + married + factor(band) + factor(educ), poisson, counts, control = tight), counts)
add("quasipoisson", glm(priors ~ black + drugs + married + factor(band), quasipoisson, count, control = tight), count)
add("exposure", glm(priors ~ black + drugs + offset(log(age)) + factor(band), poisson, count, control = tight), count)
add("gaussian", lm(durat ~ priors + black + factor(band), recid), recid)
add("gaussian-two", lm(durat ~ priors + black + factor(band) + factor(educ), recid), recid)
add("gaussian-three", lm(durat ~ priors + black + factor(half) + factor(educ) + factor(month), recid), recid)
add("weights", lm(durat ~ priors + black + factor(band), recid, weights = size), recid)
write <- function(x, file) {
  path <- file.path(out, file)
  writeLines(paste("# R", getRversion(), "sandwich", packageVersion("sandwich"), "Tools/reference/absorbed.R"), path)
  num <- sapply(x, is.numeric); x[num] <- lapply(x[num], function(v) ifelse(is.na(v), "NA", sprintf("%.17g", v)))
  suppressWarnings(write.table(x, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
write(do.call(rbind, rows), "absorbed.csv")

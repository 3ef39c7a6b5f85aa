# Reference values for Tests/StatisticsTests/Models: Rscript Tools/reference/mixed.R (in the root of the repository)
# Random intercepts fitted by lme4. Data: Chung, Schmidt and Witte's recidivism (recid.csv) by years of schooling, and the
# contagious bovine pleuropneumonia of lme4 (Lesnoff and others 2004), whose herds are few.
suppressMessages(library(lme4))
out <- "Tests/StatisticsTests/Reference"
tools <- paste("R", getRversion(), "lme4", packageVersion("lme4"), "Tools/reference/mixed.R")
write <- function(x, file) {
  path <- file.path(out, file); writeLines(paste("#", tools), path)
  num <- sapply(x, is.numeric); x[num] <- lapply(x[num], function(v) ifelse(is.na(v), "NA", sprintf("%.17g", v)))
  suppressWarnings(write.table(x, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#")
cbpp <- lme4::cbpp
write(data.frame(herd = cbpp$herd, incidence = cbpp$incidence, size = cbpp$size, period = cbpp$period), "cbpp.csv")
tight <- glmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), tolPwrss = 1e-13)
rows <- list(); modes <- list()
add <- function(case, points, f) {
  v <- sqrt(diag(as.matrix(vcov(f))))
  re <- ranef(f, condVar = TRUE)[[1]]
  s <- as.numeric(attr(VarCorr(f)[[1]], "stddev"))
  rows[[length(rows) + 1]] <<- data.frame(case = case, points = points, term = names(fixef(f)), estimate = as.numeric(fixef(f)),
    error = as.numeric(v), deviation = s, logLik = as.numeric(logLik(f)), groups = ngrps(f)[[1]])
  modes[[length(modes) + 1]] <<- data.frame(case = case, points = points, group = rownames(re), mode = re[[1]],
    spread = sqrt(as.numeric(attr(re, "postVar"))))
}
for (points in c(1, 9)) {
  add("cbpp", points, glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial, nAGQ = points, control = tight))
  add("recid", points, glmer(I(1 - cens) ~ priors + black + alcohol + (1 | educ), recid, binomial, nAGQ = points, control = tight))
  add("counts", points, glmer(priors ~ black + drugs + (1 | age5), transform(recid, age5 = floor(age / 60)), poisson, nAGQ = points,
    control = tight))
}
write(do.call(rbind, rows), "mixed.csv"); write(do.call(rbind, modes), "mixed-modes.csv")
# Means with the groups' own intercepts, and the typical one's for a group that the fit does not know.
f <- glmer(I(1 - cens) ~ priors + black + alcohol + (1 | educ), recid, binomial, control = tight)
new <- data.frame(priors = c(0, 3, 12, 1), black = c(0, 1, 1, 0), alcohol = c(1, 0, 1, 0), educ = c(8, 12, 10, 99))
write(data.frame(new, own = predict(f, new, type = "response", allow.new.levels = TRUE), typical = predict(f, new, type = "response", re.form = NA)),
  "mixed-predictions.csv")

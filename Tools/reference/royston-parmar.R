# Royston and Parmar's models: Rscript Tools/reference/royston-parmar.R (in the root of the repository). Debian has neither flexsurv nor
# rstpm2; the likelihood of Royston and Parmar (2002) is written out here with R's own spline algebra and maximised by Newton's method
# with derivatives by central differences of Richardson (numDeriv). Without inner knots it is compared with survreg on the way.
suppressMessages({ library(survival); library(numDeriv) })
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
recid <- read.csv(file.path(out, "recid.csv"), comment.char = "#"); recid$event <- 1 - recid$cens
recid$late <- ifelse(seq_len(nrow(recid)) %% 3 == 0, pmax(0, recid$durat - 20), 0)
tools <- paste("R", getRversion(), "survival", packageVersion("survival"), "numDeriv", packageVersion("numDeriv"),
  "Tools/reference/royston-parmar.R")
save_table <- function(d, file) {
  file <- file.path(out, file); writeLines(paste("#", tools), file)
  num <- sapply(d, is.numeric); d[num] <- lapply(d[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
basis <- function(x, knots, slope = FALSE) {
  cube <- function(u) if (slope) 3 * pmax(u, 0)^2 else pmax(u, 0)^3
  if (length(knots) == 2) return(matrix(if (slope) 1 else x, length(x), 1))
  a <- knots[1]; b <- knots[length(knots)]; inner <- knots[-c(1, length(knots))]
  cols <- sapply(inner, function(k) { l <- (b - k) / (b - a); cube(x - k) - l * cube(x - a) - (1 - l) * cube(x - b) })
  cbind(if (slope) 1 else x, matrix(cols, nrow = length(x)))
}
coefficients <- NULL; fits <- NULL; shares <- NULL
for (scale in c("hazard", "odds", "normal")) for (name in c("rossi", "recid", "late")) for (k in c(0, 1, 3)) {
  d <- if (name == "rossi") data.frame(t = rossi$week, e = rossi$arrest, s = 0) else
    data.frame(t = recid$durat, e = recid$event, s = if (name == "late") recid$late else 0)
  x <- if (name == "rossi") model.matrix(~ fin + age + prio, rossi) else model.matrix(~ workprg + priors + felon, recid)
  logs <- log(d$t); knots <- quantile(logs[d$e == 1], seq(0, 1, length.out = k + 2))
  z <- cbind(x, basis(logs, knots)); dz <- cbind(0 * x, basis(logs, knots, TRUE))
  begun <- d$s > 0; z0 <- cbind(x, basis(ifelse(begun, log(pmax(d$s, 1e-300)), 0), knots))
  log_share <- function(eta) switch(scale, hazard = -exp(eta), odds = -log1p(exp(eta)), normal = pnorm(-eta, log.p = TRUE))
  log_density <- function(eta) switch(scale, hazard = eta - exp(eta), odds = eta - 2 * log1p(exp(eta)), normal = dnorm(eta, log = TRUE))
  minus <- function(theta) {
    eta <- drop(z %*% theta); rate <- drop(dz %*% theta)
    if (any(rate[d$e == 1] <= 0)) return(1e10)
    value <- sum(ifelse(d$e == 1, log_density(eta) + log(pmax(rate, 1e-300)) - logs, log_share(eta)))
    if (any(begun)) value <- value - sum(log_share(drop(z0 %*% theta))[begun])
    -value
  }
  w <- survreg(Surv(t, e) ~ x - 1, d, dist = switch(scale, hazard = "weibull", odds = "loglogistic", normal = "lognormal"),
    control = survreg.control(rel.tolerance = 1e-13))
  theta <- c(-coef(w) / w$scale, 1 / w$scale, rep(0, k))
  if (k == 0 && name != "late") stopifnot(abs(minus(theta) + w$loglik[2]) < 1e-8)
  unit <- rep(1, length(theta)) # Steps of central differences go by the standard errors.
  for (i in 1:30) {
    f <- function(u) minus(theta + unit * u)
    g <- grad(f, 0 * theta, method.args = list(eps = 1e-3, zero.tol = 1)); h <- hessian(f, 0 * theta, method.args = list(eps = 1e-3, zero.tol = 1))
    step <- -solve(h, g); size <- sum(-g * step)
    fraction <- 1; while (minus(theta + fraction * unit * step) > minus(theta) + 1e-9 && fraction > 1e-6) fraction <- fraction / 2
    theta <- theta + fraction * unit * step
    unit <- unit * sqrt(diag(solve(h)))
    if (size < 1e-18) break
  }
  v <- diag(unit) %*% solve(hessian(function(u) minus(theta + unit * u), 0 * theta, method.args = list(eps = 1e-2, zero.tol = 1))) %*% diag(unit)
  coefficients <- rbind(coefficients, data.frame(scale = scale, model = name, knots = k, number = seq_along(theta), estimate = unname(theta),
    standard_error = sqrt(diag(v))))
  fits <- rbind(fits, data.frame(scale = scale, model = name, knots = k, log_likelihood = -minus(theta)))
  at <- c(5, 20, 50)
  for (row in c(1, 7)) for (t in at) {
    one <- c(x[row, ], basis(log(t), knots)); eta <- sum(one * theta); half <- qnorm(0.975) * sqrt(drop(one %*% v %*% one))
    shares <- rbind(shares, data.frame(scale = scale, model = name, knots = k, row = row, time = t, share = exp(log_share(eta)),
      lower = exp(log_share(eta + half)), upper = exp(log_share(eta - half))))
  }
}
save_table(coefficients, "royston-parmar.csv"); save_table(fits, "royston-parmar-fits.csv"); save_table(shares, "royston-parmar-shares.csv")

# Slope and relative index of inequality: Rscript Tools/reference/inequality.R (in the root of the repository).
# Weighted regression of R on the middle of each group's part of all people; the variance by the delta method with numerical
# derivatives of the ends of the line by the shares (numDeriv).
suppressMessages(library(numDeriv))
out <- "Tests/StatisticsTests/Reference/inequality.csv"
cases <- list(
  fifths = list(place = 1:5, events = c(322, 371, 432, 539, 680), people = c(1204, 1310, 1425, 1618, 1890)),
  uneven = list(place = c(3, 1, 2, 9), events = c(40, 8, 30, 25), people = c(90, 410, 220, 60)),
  ties = list(place = c(1, 1, 2, 3, 3), events = c(12, 9, 20, 14, 30), people = c(80, 70, 90, 50, 75)),
  falling = list(place = 1:4, events = c(45, 30, 12, 3), people = c(100, 100, 100, 100)))
scales <- list(
  share = list(to = identity, from = identity), log = list(to = log, from = exp), logit = list(to = qlogis, from = plogis))
rows <- NULL
for (name in names(cases)) for (scale in names(scales)) {
  d <- cases[[name]]; link <- scales[[scale]]; n <- sum(d$people); p <- d$events / d$people
  below <- sapply(d$place, function(x) sum(d$people[d$place < x])) / n
  upto <- sapply(d$place, function(x) sum(d$people[d$place <= x])) / n
  rank <- (below + upto) / 2
  ends <- function(p) { b <- coef(lm(link$to(p) ~ rank, weights = d$people / n)); unname(link$from(c(b[1], b[1] + b[2]))) }
  both <- function(p) { e <- ends(p); c(e[2] - e[1], if (min(e) > 0) log(e[2] / e[1]) else NA) }
  slope <- function(p) coef(lm(link$to(p) ~ rank, weights = d$people / n))[2]
  v <- diag(p * (1 - p) / d$people); z <- qnorm(0.975); e <- ends(p); b <- both(p)
  error <- function(f) { g <- jacobian(f, p); sqrt((g %*% v %*% t(g))[1, 1]) }
  s1 <- error(function(p) both(p)[1]); s2 <- if (is.na(b[2])) NA else error(function(p) both(p)[2])
  fit <- lm(link$to(p) ~ rank, weights = d$people / n)
  own <- diag(jacobian(link$to, p)) ^ 2 * diag(v)
  rows <- rbind(rows, data.frame(case = name, scale = scale, first = e[1], last = e[2], slope = b[1], slope_lower = b[1] - z * s1,
    slope_upper = b[1] + z * s1, relative = exp(b[2]), relative_lower = exp(b[2] - z * s2), relative_upper = exp(b[2] + z * s2),
    z = unname(slope(p) / error(slope)), scatter = sum(resid(fit)^2 / own)))
}
writeLines(paste("# R", getRversion(), "numDeriv", packageVersion("numDeriv"), "Tools/reference/inequality.R"), out)
num <- sapply(rows, is.numeric); rows[num] <- lapply(rows[num], function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x)))
suppressWarnings(write.table(rows, out, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))

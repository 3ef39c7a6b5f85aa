# Reference values for Tests/ReoffendingTests/Matching: Rscript Tools/reference/matching.R (in the root of the repository)
# MatchIt 4.5.1 ignores calipers below 1, so matches with a caliper are those of the brute-force matcher below, which is
# itself checked against MatchIt without one: on scores without ties they agree but for a few people, for whom MatchIt
# 4.5.1 takes someone farther off although the nearer one is free (its C++ takes the absolute value as an integer).
suppressMessages(library(MatchIt))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
rossi$treated <- as.integer(rossi$wexp == "no")
m <- glm(treated ~ age + prio + race + mar + paro, binomial, rossi, control = glm.control(epsilon = 1e-14, maxit = 100))
rossi$score <- predict(m)
brute <- function(score, treated, caliper = Inf, ratio = 1, exact = rep(1, length(score))) {
  free <- treated == 0; chosen <- vector("list", length(score))
  order <- which(treated == 1)[order(-score[treated == 1], which(treated == 1))]
  for (r in seq_len(ratio)) for (i in order) {
    j <- which(free & exact == exact[i]); if (!length(j)) next
    d <- abs(score[j] - score[i]); k <- j[which.min(d)]
    if (min(d) <= caliper * sd(score)) { chosen[[i]] <- c(chosen[[i]], k); free[k] <- FALSE }
  }
  chosen
}
cases <- list(
  "plain" = list(Inf, 1, FALSE), "caliper" = list(0.2, 1, FALSE), "ratio" = list(Inf, 2, FALSE), "exact" = list(Inf, 1, TRUE),
  "all" = list(0.1, 2, TRUE))
rows <- list()
for (name in names(cases)) {
  case <- cases[[name]]
  # The rarer group is matched, so that 2:1 leaves something to choose.
  chosen <- brute(rossi$score, rossi$treated, case[[1]], case[[2]], if (case[[3]]) as.integer(rossi$fin) else rep(1, nrow(rossi)))
  if (is.infinite(case[[1]])) {
    # MatchIt breaks ties in another way, so the two are compared on scores without ties.
    set.seed(1); jittered <- rossi$score + runif(nrow(rossi), 0, 1e-3)
    other <- brute(jittered, rossi$treated, Inf, case[[2]], if (case[[3]]) as.integer(rossi$fin) else rep(1, nrow(rossi)))
    fit <- suppressWarnings(matchit(treated ~ age, rossi, distance = jittered, m.order = "largest", ratio = case[[2]],
      exact = if (case[[3]]) ~fin else NULL))
    mm <- fit$match.matrix
    theirs <- lapply(seq_len(nrow(rossi)), function(i) if (rossi$treated[i] == 1) sort(as.integer(na.omit(mm[as.character(i), ]))))
    mine <- lapply(seq_len(nrow(rossi)), function(i) if (rossi$treated[i] == 1) sort(as.integer(other[[i]])))
    cat(name, "differs from MatchIt in", sum(!mapply(identical, theirs, mine)), "of", sum(rossi$treated), "\n")
  }
  rows[[name]] <- data.frame(case = name, row = which(rossi$treated == 1) - 1,
    chosen = sapply(which(rossi$treated == 1), function(i) paste(chosen[[i]] - 1, collapse = "|")))
}
out <- "Tests/ReoffendingTests/Reference"
save_table <- function(d, file) {
  f <- file.path(out, file); writeLines(paste("# R", getRversion(), "MatchIt", packageVersion("MatchIt"), "Tools/reference/matching.R"), f)
  num <- sapply(d, is.double); d[num] <- lapply(d[num], function(x) sprintf("%.17g", x))
  suppressWarnings(write.table(d, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
save_table(do.call(rbind, rows), "matches.csv")
save_table(cbind(rossi[, c("week", "arrest", "fin", "age", "race", "mar", "paro", "prio", "treated")], score = rossi$score), "matching-people.csv")
# Balance and effects of the caliper case.
chosen <- brute(rossi$score, rossi$treated, 0.2); t <- which(sapply(chosen, length) > 0); c <- unlist(chosen[t])
smd <- function(x, binary) { a <- x[rossi$treated == 1]; b <- x[rossi$treated == 0]
  v <- if (binary) (mean(a) * (1 - mean(a)) + mean(b) * (1 - mean(b))) / 2 else (var(a) + var(b)) / 2
  c(before = (mean(a) - mean(b)) / sqrt(v), after = (mean(x[t]) - mean(x[c])) / sqrt(v)) }
p1 <- mean(rossi$arrest[t]); p0 <- mean(rossi$arrest[c]); n <- length(t)
se <- sqrt(p1 * (1 - p1) / n + p0 * (1 - p0) / n)
f1 <- rossi$prio[t]; f0 <- rossi$prio[c]; sf <- sqrt(var(f1) / n + var(f0) / n)
save_table(data.frame(quantity = c("age before", "age after", "race=other before", "race=other after", "binary", "binary error", "frequency", "frequency error"),
  value = c(smd(rossi$age, FALSE), smd(rossi$race == "other", TRUE), p1 - p0, se, mean(f1) - mean(f0), sf)), "matching-effects.csv")

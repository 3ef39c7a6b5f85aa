# Reference values for lasso, ridge and forward selection: Rscript Tools/reference/selection.R (in the root of the repository)
suppressMessages(library(glmnet))
out <- "Tests/StatisticsTests/Reference"
rossi <- read.csv(file.path(out, "rossi.csv"), comment.char = "#", stringsAsFactors = TRUE)
X <- model.matrix(arrest ~ fin + age + race + wexp + mar + paro + prio, rossi)[, -1]; y <- rossi$arrest; n <- length(y)
lambda <- c(.08, .04, .02, .01, .002)
g <- glmnet(X, y, "binomial", lambda = lambda, thresh = 1e-20, maxit = 1e8)
r <- glmnet(X, y, "binomial", alpha = 0, lambda = .05, thresh = 1e-20, maxit = 1e8)
# Ridge again by Newton, because coordinate descent stops early.
sd <- sqrt(colMeans(sweep(X, 2, colMeans(X))^2)); Z <- cbind(1, X); P <- diag(c(0, n * .05 * sd^2)); b <- rep(0, ncol(Z))
for (i in 1:50) { mu <- plogis(drop(Z %*% b)); b <- b + solve(crossprod(Z * sqrt(mu * (1 - mu))) + P, crossprod(Z, y - mu) - P %*% b) }
stopifnot(max(abs(b - as.vector(coef(r)))) < 1e-6)
f <- file.path(out, "penalised.csv")
writeLines(paste("# R", getRversion(), "glmnet", packageVersion("glmnet"), "Tools/reference/selection.R"), f)
d <- rbind(do.call(rbind, lapply(seq_along(lambda), function(i) data.frame(model = "lasso", lambda = lambda[i], index = 0:ncol(X), estimate = as.vector(coef(g)[, i])))),
  data.frame(model = "ridge", lambda = .05, index = 0:ncol(X), estimate = as.vector(b)))
d$lambda <- sprintf("%.17g", d$lambda); d$estimate <- sprintf("%.17g", d$estimate)
suppressWarnings(write.table(d, f, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
s <- step(glm(arrest ~ 1, binomial, rossi), ~ fin + age + race + wexp + mar + paro + prio, direction = "forward", trace = 0)
print(s$anova)

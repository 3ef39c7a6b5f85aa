#' Questions, each a verb of the tool
analyse <- function(data, ...) reoffending("analyse", data, ...)
audit <- function(data, ...) reoffending("audit", data, ...)
chart <- function(data, ...) reoffending("chart", data, ...)
cohort <- function(data, ...) reoffending("cohort", data, ...)
compare <- function(data, ...) reoffending("compare", data, ...)
cox <- function(data, ...) reoffending("cox", data, ...)
evaluate <- function(data, ...) reoffending("evaluate", data, ...)
factors <- function(data, ...) reoffending("factors", data, ...)
fit <- function(data, ...) reoffending("fit", data, ...)
funnel <- function(data, ...) reoffending("funnel", data, ...)
match_people <- function(data, ...) reoffending("match", data, ...)
predict_people <- function(data, ...) reoffending("predict", data, ...)
rates <- function(data, ...) reoffending("rates", data, ...)
scenario <- function(data, ...) reoffending("scenario", data, ...)
standardise <- function(data, ...) reoffending("standardise", data, ...)
survival <- function(data, ...) reoffending("survival", data, ...)
targets <- function(data, ...) reoffending("targets", data, ...)
trend <- function(data, ...) reoffending("trend", data, ...)

calc <- function(name, ...) {
  given <- list(...)
  is_named <- if (is.null(names(given))) rep(FALSE, length(given)) else nzchar(names(given))
  do.call(
    reoffending,
    c(list(verb = c("calc", name), arguments = vapply(
      unlist(given[!is_named]), function(value) format(value, digits = 15, scientific = FALSE), character(1),
      USE.NAMES = FALSE)), given[is_named]))
}

data_list <- function() reoffending(c("data", "list"))$table

data_show <- function(name) reoffending(c("data", "show"), arguments = name)$table

synthesise <- function(people, seed = 1, events = FALSE) {
  path <- tempfile("people-", fileext = ".csv")
  on.exit(unlink(path))
  run_tool(c("synthesise", options_of(list(people = people, seed = seed, events = events, output = path))))
  utils::read.csv(path, stringsAsFactors = FALSE)
}

report <- function(config = NULL, output = "Report", ...) {
  run_tool(c("report", "draw", options_of(list(output = output, ...)), config))
  invisible(output)
}

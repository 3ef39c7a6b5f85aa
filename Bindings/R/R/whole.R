#' One number, no data: the name of the calculation, its numbers, and options by name
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

verify <- function(folder) invisible(run_tool(c("verify", folder))$text)

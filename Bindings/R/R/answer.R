# An option that is given several times, once for each value.
each <- function(values) if (is.null(values)) NULL else structure(list(values = values), class = "reoffending_each")

# Options as the tool takes them: nothing for NULL and FALSE, several columns joined by commas.
options_of <- function(options) {
  unlist(lapply(names(options), function(name) {
    value <- options[[name]]
    # Names that are words of R's grammar end with an underscore.
    flag <- paste0("--", gsub("_", "-", sub("_$", "", name), fixed = TRUE))
    if (is.null(value) || identical(value, FALSE)) return(NULL)
    if (identical(value, TRUE)) return(flag)
    if (inherits(value, "reoffending_each")) return(paste0(flag, "=", value$values))
    if (inherits(value, "formula")) value <- paste(deparse(value, width.cutoff = 500L), collapse = " ")
    if (length(value) > 1) {
      quoted <- grepl(",", value, fixed = TRUE) & !grepl("[([\"`]", value)
      value <- paste(ifelse(quoted, paste0('"', value, '"'), value), collapse = ",")
    }
    paste0(flag, "=", if (is.numeric(value)) format(value, digits = 15, scientific = FALSE) else value)
  }))
}

#' Asks a question of data
#'
#' The function behind all others: a verb of the tool, data, and the options by their names.
reoffending <- function(verb, data = NULL, ..., arguments = character()) {
  options <- list(...)
  if (length(options) > 0 && (is.null(names(options)) || any(!nzchar(names(options))))) {
    stop("options are given by name, such as by = \"area\"", call. = FALSE)
  }
  frame <- NULL
  inputs <- as.character(arguments)
  if (is.data.frame(data)) {
    frame <- tempfile("reoffending-", fileext = ".csv")
    on.exit(unlink(frame))
    write_frame(data, frame)
    inputs <- c(frame, inputs)
  } else if (is.character(data) && length(data) == 1) {
    inputs <- c(data, inputs)
  } else if (!is.null(data)) {
    stop("data is a data frame, the path of a file or the name of a bundled data set", call. = FALSE)
  }
  if (length(inputs) > 0) inputs <- c("--", inputs)
  given <- options_of(options)
  outcome <- run_tool(c(verb, "--format=answer", given, inputs), frame)
  answer <- jsonlite::fromJSON(outcome$text, simplifyVector = FALSE)
  structure(
    class = "reoffending_answer",
    list(
      table = table_of(answer$table), sentences = as.character(unlist(answer$sentences)),
      warnings = as.character(unlist(answer$warnings)), notes = as.character(unlist(answer$notes)),
      result = answer$result, figure = answer$figure,
      # What a figure is drawn from again in another form.
      call = list(verb = verb, data = data, options = options, arguments = arguments)))
}

write_frame <- function(data, path) {
  data <- as.data.frame(data, stringsAsFactors = FALSE)
  utils::write.csv(data, path, row.names = FALSE, na = "", fileEncoding = "UTF-8")
}

table_of <- function(table) {
  keys <- vapply(table$columns, function(column) column$key, character(1))
  columns <- lapply(seq_along(keys), function(place) {
    cells <- lapply(table$rows, function(row) row[[place]])
    cells[vapply(cells, is.null, logical(1))] <- NA
    values <- unlist(cells)
    if (is.null(values)) character() else if (all(is.na(values))) as.numeric(values) else values
  })
  names(columns) <- keys
  as.data.frame(columns, check.names = FALSE, stringsAsFactors = FALSE)
}

#' @export
print.reoffending_answer <- function(x, ...) {
  for (sentence in utils::head(x$sentences, 12)) cat(strwrap(sentence), sep = "\n")
  if (length(x$sentences) > 12) cat("(", length(x$sentences) - 12, " more)\n", sep = "")
  print(x$table, ...)
  for (note in c(x$warnings, x$notes)) cat(strwrap(paste("note:", note)), sep = "\n")
  invisible(x)
}

#' @export
as.data.frame.reoffending_answer <- function(x, ...) x$table

#' Writes an answer's figure as .png, .svg or .pdf
save_figure <- function(answer, file, ...) {
  if (is.null(answer$figure)) stop("this question draws no figure", call. = FALSE)
  call <- answer$call
  options <- utils::modifyList(call$options, c(list(figure = file), list(...)))
  do.call(reoffending, c(list(verb = call$verb, data = call$data, arguments = call$arguments), options))
  invisible(file)
}

#' The path of the tool
#'
#' The option `reoffending.tool`, else the variable REOFFENDING_TOOL, else the tool on the PATH.
tool_path <- function() {
  chosen <- getOption("reoffending.tool", Sys.getenv("REOFFENDING_TOOL"))
  path <- if (nzchar(chosen)) chosen else unname(Sys.which("reoffending"))
  if (!nzchar(path) || !file.exists(path)) {
    stop("the tool reoffending is not here: install it, or give its path in options(reoffending.tool = ...)", call. = FALSE)
  }
  path
}

# Runs the tool to its end; what it printed, or an R error with the tool's own words.
run_tool <- function(arguments, frame = NULL) {
  output <- tempfile("reoffending-output-")
  said <- tempfile("reoffending-said-")
  on.exit(unlink(c(output, said)))
  status <- suppressWarnings(
    system2(tool_path(), shQuote(arguments), stdout = output, stderr = said, stdin = "/dev/null"))
  message <- paste(readLines(said, warn = FALSE, encoding = "UTF-8"), collapse = "\n")
  if (status != 0) stop(condition(status, message, frame))
  list(text = paste(readLines(output, warn = FALSE, encoding = "UTF-8"), collapse = "\n"), said = message)
}

# The error for an exit code; the path that a data frame was written to is replaced by what the caller knows.
condition <- function(status, message, frame) {
  message <- sub("^(reoffending|Error): ", "", message)
  if (!is.null(frame)) {
    pattern <- paste0(frame, ", line ")
    lines <- strsplit(message, "\n", fixed = TRUE)[[1]]
    message <- paste(vapply(lines, function(line) {
      place <- regexpr(pattern, line, fixed = TRUE)
      if (place > 0) {
        rest <- substring(line, place + nchar(pattern))
        number <- as.integer(sub("^([0-9]+).*", "\\1", rest))
        where <- if (number == 1) "names of columns" else paste("row", number - 1)
        line <- paste0(substring(line, 1, place - 1), "the data frame, ", where, sub("^[0-9]+", "", rest))
      }
      gsub(frame, "the data frame", line, fixed = TRUE)
    }, character(1)), collapse = "\n")
  }
  kind <- switch(
    as.character(status), "1" = "reoffending_check_failed", "64" = "reoffending_usage_error",
    "65" = "reoffending_data_error", "66" = "reoffending_input_missing", "reoffending_fault")
  structure(
    class = c(kind, "reoffending_error", "error", "condition"),
    list(message = message, call = NULL, status = status))
}

#!/bin/sh
# Audits rendered documents: those that Quarto names, or those given (from R: system2("sh", c("audit-rendered.sh", file))
# after rmarkdown::render). Beside each stands a copy with the contradicted figures marked.
failed=0
for document in ${QUARTO_PROJECT_OUTPUT_FILES:-"$@"}; do
  case $document in
    *.html | *.pdf) reoffending audit "$document" --strict --annotated "${document%.*}-audit.${document##*.}" || failed=1 ;;
    *.docx | *.md) reoffending audit "$document" --strict || failed=1 ;;
  esac
done
exit $failed

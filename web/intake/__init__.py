"""Taking in the office's own files: rosters in spreadsheets, proposals in Word."""

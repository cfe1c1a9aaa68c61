"""What every stage builds with: models materialised, brought up to date, remembered."""

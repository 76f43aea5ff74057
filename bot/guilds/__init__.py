"""What servers and the operator decide: settings, rules, limits, privacy. Knows no Discord and no database."""

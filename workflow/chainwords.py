"""What the chains of the record are made of; nothing here needs a database."""

from datetime import timedelta

#: what the first event of a subject is chained to
GENESIS = "0" * 64
ALGORITHMS = ("sha256", "sm3")
#: what clocks of servers differ by without anybody noticing
PATIENCE = timedelta(minutes=5)

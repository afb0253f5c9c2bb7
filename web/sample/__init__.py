"""The sample county 云岭县: invented, deterministic, every case walked through the engine."""

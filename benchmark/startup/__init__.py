"""The start-up benchmark: from the start of a process to its first token, stock Keycloak and this project in turn."""

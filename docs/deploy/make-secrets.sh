#!/bin/sh
# Makes what compose.yaml reads, in the folder "secrets" beside it. What is there already stays.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
# Closed to others here; the files themselves are readable, for the users inside the containers.
chmod 700 secrets
cd secrets
for name in secret postgres owner program; do
	[ -s "$name" ] || openssl rand -hex 32 >"$name"
done
printf 'postgres://voelspriet:%s@database:5432/voelspriet\n' "$(cat program)" >database_url
printf 'postgres://voelspriet_owner:%s@database:5432/voelspriet\n' "$(cat owner)" >database_url_owner
chmod 644 ./*

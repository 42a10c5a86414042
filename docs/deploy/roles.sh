#!/bin/sh
# Run once by the image of PostgreSQL: two roles, and a database that the first owns. The program connects as the
# second, which may add lines to the logs and read them, and no more.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<SQL
create role voelspriet_owner login password '$(cat "${SECRETS:-/run/secrets}/owner")';
create role voelspriet login password '$(cat "${SECRETS:-/run/secrets}/program")';
create database voelspriet owner voelspriet_owner;
SQL

package dev.watchworks.lesson.pitfalls.given;

/**
 * What three watchers cost, as you predict it in step 1. Please do not change this file.
 *
 * @param watchRequests how many watch requests reach the API server
 * @param connectionsOverHttp1 how many connections carry them when the client speaks HTTP/1.1
 * @param connectionsOverHttp2 how many connections carry them when the client speaks HTTP/2
 */
public record WatchCost(int watchRequests, int connectionsOverHttp1, int connectionsOverHttp2) {}

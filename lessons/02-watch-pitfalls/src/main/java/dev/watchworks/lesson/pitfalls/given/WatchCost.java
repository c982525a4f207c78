package dev.watchworks.lesson.pitfalls.given;

/**
 * Your prediction of step 1: what three watchers cost. Please do not change this file.
 *
 * @param watchRequests how many watch requests reach the API server
 * @param connectionsOverHttp1 how many connections carry them over HTTP/1.1
 * @param connectionsOverHttp2 how many connections carry them over HTTP/2
 */
public record WatchCost(int watchRequests, int connectionsOverHttp1, int connectionsOverHttp2) {}

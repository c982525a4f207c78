package dev.watchworks.lesson.informer.given;

/**
 * How an informer recovers, as you predict it in step 9. Please do not change this file.
 *
 * @param listsAfterEnd how many lists it sends before it watches again, after its stream ended cleanly
 * @param listsAfterCut how many, after its stream was cut
 * @param listsAfterGone how many, after its stream brought an event ERROR with code 410
 * @param callsForBrief how many handler calls there are in all for the deployment {@code brief}
 */
public record Recovery(int listsAfterEnd, int listsAfterCut, int listsAfterGone, int callsForBrief) {}

package dev.watchworks.lesson.informer.given;

/**
 * Your prediction of step 9: how an informer recovers. Please do not change this file.
 *
 * @param listsAfterEnd how many lists the informer sends before it watches again, after its stream ended cleanly
 * @param listsAfterCut how many lists it sends after its stream was cut
 * @param listsAfterGone how many lists it sends after its stream brought an event ERROR with code 410
 * @param callsForBrief how many calls the handler gets for the deployment {@code brief}, of all three methods together
 */
public record Recovery(int listsAfterEnd, int listsAfterCut, int listsAfterGone, int callsForBrief) {}

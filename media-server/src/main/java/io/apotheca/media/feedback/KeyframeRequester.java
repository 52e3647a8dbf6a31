// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import io.apotheca.media.time.Deadline;

/**
 * Who waits for a key frame of one publisher's video, and when the publisher is sent a picture loss indication (RFC 4585
 * 6.3.1).
 *
 * <p>Limits, so that no subscriber can make a publisher send key frames all the time: the source gets at most one
 * indication in {@link #SOURCE_PAUSE_NANOS}; one requester causes at most one in {@link #REQUESTER_PAUSE_NANOS}, and
 * after {@link #BURST} of them one in {@link #REFILL_NANOS}. A request over its limit is not lost, it waits its turn. While
 * somebody waits the indication is repeated with doubling pauses, since it or the key frame may have been lost.
 *
 * <p>At most {@link #MAX_REQUESTERS} requesters are remembered; a further one takes over the account that was idle longest,
 * or shares the last while all wait. Owned by its MediaLoop.
 */
public final class KeyframeRequester {
    static final long SOURCE_PAUSE_NANOS = 300_000_000;
    static final long MAX_REPEAT_NANOS = 2_400_000_000L;
    static final long REQUESTER_PAUSE_NANOS = 200_000_000;
    static final long REFILL_NANOS = 2_000_000_000L;
    static final int BURST = 4;
    static final int MAX_REQUESTERS = 64;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Account[] accounts = new Account[MAX_REQUESTERS];
    private int size;
    private long lastSentNanos = LONG_AGO;
    private long repeatNanos = SOURCE_PAUSE_NANOS;
    private long nextNanos = Deadline.NEVER;

    /** What one requester wants and has caused. */
    private static final class Account {
        int requester;
        long causedNanos = LONG_AGO;
        /** When its whole allowance is there again. */
        long refilledNanos = LONG_AGO;

        boolean waiting;
        boolean asked;

        Account(int requester) {
            this.requester = requester;
        }

        long allowedNanos() {
            return Math.max(causedNanos + REQUESTER_PAUSE_NANOS, refilledNanos - (BURST - 1) * REFILL_NANOS);
        }

        void caused(long nowNanos) {
            causedNanos = nowNanos;
            refilledNanos = Math.max(nowNanos, refilledNanos) + REFILL_NANOS;
            asked = true;
        }
    }

    /** The requester wants a key frame; a requester that waits already changes nothing. */
    public void request(int requester, long nowNanos) {
        Account account = account(requester);
        if (!account.waiting) {
            account.waiting = true;
            account.asked = false;
            nextNanos = Math.min(nextNanos, Math.max(nowNanos, wishNanos(account)));
        }
    }

    /** Whether to send an indication now; if so it counts as sent. */
    public boolean due(long nowNanos) {
        if (nowNanos < nextNanos) {
            return false;
        }
        boolean newcomer = false;
        for (int i = 0; i < size; i++) {
            Account account = accounts[i];
            if (account.waiting && !account.asked && account.allowedNanos() <= nowNanos) {
                account.caused(nowNanos);
                newcomer = true;
            }
        }
        repeatNanos = newcomer ? SOURCE_PAUSE_NANOS : Math.min(2 * repeatNanos, MAX_REPEAT_NANOS);
        lastSentNanos = nowNanos;
        schedule();
        return true;
    }

    /** A key frame arrived: everybody who waits has it. */
    public void onKeyframe(long nowNanos) {
        for (int i = 0; i < size; i++) {
            accounts[i].waiting = false;
        }
        nextNanos = Deadline.NEVER;
    }

    /** The source is heard again after a silence, in which what was asked was lost: whoever waits asks again now. */
    public void onHeardAgain(long nowNanos) {
        repeatNanos = SOURCE_PAUSE_NANOS;
        if (nextNanos != Deadline.NEVER) {
            schedule();
            nextNanos = Math.max(nextNanos, nowNanos);
        }
    }

    /** The requester has left and waits no more. Its account is kept, so leaving and coming back does not reset it. */
    public void withdraw(int requester) {
        for (int i = 0; i < size; i++) {
            if (accounts[i].requester == requester) {
                accounts[i].waiting = false;
            }
        }
        schedule();
    }

    /** When {@link #due} will say yes, or {@link Deadline#NEVER}. */
    public long nextDeadlineNanos() {
        return nextNanos;
    }

    private void schedule() {
        nextNanos = Deadline.NEVER;
        for (int i = 0; i < size; i++) {
            if (accounts[i].waiting) {
                nextNanos = Math.min(nextNanos, wishNanos(accounts[i]));
            }
        }
    }

    /** When this waiting requester's wish is to be sent, or sent again. */
    private long wishNanos(Account account) {
        return account.asked
                ? lastSentNanos + repeatNanos
                : Math.max(lastSentNanos + SOURCE_PAUSE_NANOS, account.allowedNanos());
    }

    private Account account(int requester) {
        for (int i = 0; i < size; i++) {
            if (accounts[i].requester == requester) {
                return accounts[i];
            }
        }
        if (size == MAX_REQUESTERS) {
            return takeOver(requester);
        }
        Account account = new Account(requester);
        accounts[size++] = account;
        return account;
    }

    private Account takeOver(int requester) {
        Account idle = accounts[size - 1];
        for (int i = 0; i < size; i++) {
            Account account = accounts[i];
            if (!account.waiting && (idle.waiting || account.causedNanos < idle.causedNanos)) {
                idle = account;
            }
        }
        if (!idle.waiting) {
            idle.requester = requester;
        }
        return idle;
    }
}

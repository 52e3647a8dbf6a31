// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/** One packet of a compound RTCP datagram. */
public sealed interface RtcpPacket
        permits SenderReport,
                ReceiverReport,
                SourceDescription,
                Goodbye,
                GenericNack,
                PictureLossIndication,
                FullIntraRequest,
                TransportFeedback,
                CongestionFeedback,
                ReceiverEstimatedMaximumBitrate,
                UnknownRtcp {}

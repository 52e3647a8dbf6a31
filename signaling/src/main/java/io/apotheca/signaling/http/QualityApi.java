// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.media.MediaRefusal;
import io.apotheca.signaling.wire.CallQuality;
import io.apotheca.signaling.wire.MessageCodec;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** How a consultation's participants are connected, for staff. Looking does not keep a session alive. */
final class QualityApi {
    private static final String CONSULTATION = "consultation";

    private final StaffApi staff;
    private final Consultations consultations;

    QualityApi(StaffApi staff, Consultations consultations) {
        this.staff = staff;
        this.consultations = consultations;
    }

    void routes(RoutesConfig routes) {
        routes.get("/api/staff/consultations/{" + CONSULTATION + "}/quality", this::quality);
    }

    private void quality(Context context) {
        var _ = staff.require(context);
        try {
            CallQuality quality =
                    consultations.quality(context.pathParam(CONSULTATION)).orElseThrow(ApiFailure::unknownConsultation);
            context.status(200).contentType("application/json").result(MessageCodec.encode(quality));
        } catch (MediaRefusal e) {
            throw new ApiFailure(503, e.code(), e.message());
        }
    }
}

# SPDX-License-Identifier: Apache-2.0
"""An aiortc peer for AiortcPeer.java: one JSON command a line in, one JSON reply a line out."""
import asyncio
import fractions
import json
import sys
import time

import av
import numpy
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription, codecs
from aiortc.mediastreams import MediaStreamError

# aiortc gives one id to different extensions of audio and video, which a bundle must not have (RFC 8843, 9.2)
for extension in codecs.HEADER_EXTENSIONS["video"]:
    if extension.uri.endswith("abs-send-time"):
        extension.id = 3

WIDTH, HEIGHT, FRAMES_A_SECOND = 640, 360, 20
RATE, CHUNK = 48000, 960


def rgb(text):
    return [int(text[i : i + 2], 16) for i in (1, 3, 5)]


class Paced(MediaStreamTrack):
    """A track whose n-th item is due n steps after the first."""

    def __init__(self):
        super().__init__()
        self.count = 0
        self.begun = None

    async def due(self, step):
        if self.begun is None:
            self.begun = time.monotonic()
        await asyncio.sleep(max(0, self.begun + self.count * step - time.monotonic()))
        self.count += 1
        return self.count - 1


class Camera(Paced):
    kind = "video"

    def __init__(self, person):
        super().__init__()
        self.picture = numpy.zeros((HEIGHT, WIDTH, 3), numpy.uint8)
        self.picture[:, : WIDTH // 2] = rgb(person["left"])
        self.picture[:, WIDTH // 2 :] = rgb(person["right"])

    async def recv(self):
        number = await self.due(1 / FRAMES_A_SECOND)
        picture = self.picture.copy()
        bar = number * 8 % (WIDTH - 16)
        picture[HEIGHT * 3 // 4 :, bar : bar + 16] = 255
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = number, fractions.Fraction(1, FRAMES_A_SECOND)
        return frame


class Microphone(Paced):
    kind = "audio"

    def __init__(self, person):
        super().__init__()
        self.tone = person["toneHz"]

    async def recv(self):
        number = await self.due(CHUNK / RATE)
        at = numpy.arange(number * CHUNK, (number + 1) * CHUNK) / RATE
        wave = (8000 * numpy.sin(2 * numpy.pi * self.tone * at)).astype(numpy.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, number * CHUNK, fractions.Fraction(1, RATE)
        return frame


class Received:
    def __init__(self):
        self.frames = 0
        self.left = self.right = []
        self.samples = 0
        self.sound = numpy.zeros(0)

    async def watch(self, track):
        try:
            while True:
                item = await track.recv()
                self.see(item) if track.kind == "video" else self.hear(item)
        except MediaStreamError:
            pass

    def see(self, frame):
        self.frames += 1
        if self.frames % 10 == 1:
            picture = frame.to_ndarray(format="rgb24")
            height, width, _ = picture.shape
            self.left, self.right = (
                [int(v) for v in picture[height // 8 : height // 3, width * a // 8 : width * b // 8].mean((0, 1))]
                for a, b in ((1, 3), (5, 7))
            )

    def hear(self, frame):
        wave = frame.to_ndarray().reshape(-1, len(frame.layout.channels))[:, 0]
        self.samples += len(wave)
        self.sound = numpy.concatenate([self.sound, wave])[-RATE // 2 :]

    def tone(self):
        if len(self.sound) < RATE // 2 or numpy.abs(self.sound).max() < 500:
            return 0
        return float(numpy.abs(numpy.fft.rfft(self.sound)).argmax() * RATE / len(self.sound))


async def main(person):
    peer = RTCPeerConnection()
    received = Received()
    peer.addTransceiver(Microphone(person), direction="sendonly")
    peer.addTransceiver(Camera(person), direction="sendonly")
    peer.addTransceiver("audio", direction="recvonly")
    peer.addTransceiver("video", direction="recvonly")
    watching = set()

    @peer.on("track")
    def on_track(track):
        watching.add(asyncio.ensure_future(received.watch(track)))

    while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        reply = {}
        if command["do"] == "offer":
            await peer.setLocalDescription(await peer.createOffer())
            reply = {"sdp": peer.localDescription.sdp}
        elif command["do"] == "answer":
            await peer.setRemoteDescription(RTCSessionDescription(command["sdp"], "answer"))
        elif command["do"] == "report":
            reply = {
                "state": peer.connectionState,
                "frames": received.frames,
                "left": received.left,
                "right": received.right,
                "samples": received.samples,
                "toneHz": received.tone(),
            }
        elif command["do"] == "close":
            await peer.close()
        print(json.dumps(reply), flush=True)
        if command["do"] == "close":
            return


asyncio.run(main(json.loads(sys.argv[1])))
